"""Bad input to a compiled program: one line that names the file, what was expected and
what was found, status 1 (2 for a command line), and no file left behind.
"""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import gzip
import os

import numpy as np
from programs import compile_model, enter_workspace, example, expect_equal, run
from safetensors.numpy import save_file

# A file, what it holds, and what train says of it.
DATA = [
    ("none.npy", None, "cannot read none.npy: No such file or directory"),
    ("wide.npy", np.zeros((5, 11), np.float32),
     'wide.npy: samples of shape 11 (11 elements); input "row" takes 10 (10 elements)'),
    ("text.npy", np.array(["a", "b"]),
     "text.npy: .npy type \"<U1\" is not read; save it with .astype('<f4')"),
    ("complex.npy", np.zeros((5, 10), np.complex64),
     "complex.npy: .npy type \"<c8\" is not read; save it with .astype('<f4')"),
    ("empty.npy", np.zeros((0, 10), np.float32), "empty.npy has no samples"),
    ("infinite.npy", np.inf, "infinite.npy: row 4, column 8 (counted from 1) is infinite"),
    ("nan.npy", np.nan, "nan.npy: row 4, column 8 (counted from 1) is not a number (NaN)"),
    ("cut.npy", -10, "cut.npy is truncated: the .npy data takes 200 bytes, found 190"),
    ("cell.csv", "1,2,3,4,5,6,7,8,9,10\n1,2,3,,5,6,7,8,9,10\n",
     "cell.csv: row 2 (line 2), column 4 is empty; expected a number"),
    ("ragged.csv", "1,2,3,4,5,6,7,8,9,10\n1,2,3\n",
     "ragged.csv: row 2 (line 2) has 3 cells, expected 10"),
    ("word.csv", "1,2,3,4,5,6,7,8,9,10\n1,2,3,4,5,x,7,8,9,10\n",
     'word.csv: row 2 (line 2), column 6 is "x"; expected a number'),
    ("blank.csv", "", "blank.csv is empty"),
]  # fmt: skip

IDX = b"\0\0\x08\x03" + b"".join(size.to_bytes(4, "big") for size in (2, 8, 8)) + bytes(128)


def fails(message, *command, status=1, env=None):
    """The command fails with this message alone and leaves the folder as it is."""
    before = sorted(os.listdir())
    result = run(*command, status=status, env=env and {**os.environ, **env})
    expect_equal((result.stdout, result.stderr), ("", f"error: {message}\n"), str(command))
    expect_equal(sorted(os.listdir()), before, f"the folder after {command}")


def write(path, content):
    """Writes one of DATA; a number becomes a bad element, or bytes cut off."""
    rows = np.random.default_rng(0).random((5, 10), np.float32)
    if isinstance(content, str):
        with open(path, "w") as file:
            file.write(content)
    elif isinstance(content, np.ndarray):
        np.save(path, content)
    elif isinstance(content, float):
        rows[3, 7] = content
        np.save(path, rows)
    elif isinstance(content, int):
        np.save(path, rows)
        os.truncate(path, os.path.getsize(path) + content)


def check_data(program):
    for path, content, message in DATA:
        write(path, content)
        fails(message, program, "train", "--data", path, "--weights", "new.st")
        fails(message, program, "score", "--data", path, "--out", "new.csv")


def check_images(program):
    with open("cut.gz", "wb") as file:
        file.write(gzip.compress(IDX)[:-12])
    with open("cut-idx", "wb") as file:
        file.write(IDX[:-28])
    message = "cut.gz is truncated: its gzip stream ends early"
    fails(message, program, "train", "--data", "cut.gz")
    message = "cut-idx is truncated: the IDX data takes 128 bytes, found 100"
    fails(message, program, "train", "--data", "cut-idx")


def check_weights(program):
    save_file({"a": np.zeros((5, 10), np.float32)}, "other.st")
    fails('other.st is a weights file of another model than machine: missing "encoder.0.weight" (3x10), '
          '"encoder.0.bias" (3), "encoder.2.weight" (3x3), "encoder.2.bias" (3) and 4 more; '
          'unexpected "a" (5x10)',
          program, "score", "--data", "good.npy", "--weights", "other.st")  # fmt: skip
    fails("cannot read none.st: No such file or directory; train first, or name the file with --weights",
          program, "score", "--data", "good.npy", "--weights", "none.st")  # fmt: skip
    with open("machine.safetensors", "rb") as whole, open("cut.st", "wb") as cut:
        cut.write(whole.read()[:-4])
    result = run(program, "train", "--data", "good.npy", "--init", "cut.st", status=1)
    expect_equal(result.stderr.split(": ")[1:2], ["cut.st is not a valid safetensors file"], "a cut file")


def check_commands(program):
    fails("cannot write none/x.csv: No such file or directory",
          program, "score", "--data", "good.npy", "--out", "none/x.csv")  # fmt: skip
    fails("cannot write none/x.st: No such file or directory",
          program, "train", "--data", "good.npy", "--weights", "none/x.st")  # fmt: skip
    fails("cannot write z.png: the results of encode are no pictures; use .npy or .csv",
          program, "encode", "--data", "good.npy", "--out", "z.png")  # fmt: skip
    fails("no such option \"--weigths\" of train. Did you mean --weights?",
          program, "train", "--weigths", "x", status=2)  # fmt: skip
    fails("this program needs an x86-64-v3 CPU (AVX2, FMA); this one offers x86-64-v2; "
          "compile the model for this CPU",
          program, "info", env={"AEC_CPU_LEVEL": "2"})  # fmt: skip
    fails('AEC_CPU_LEVEL is "avx2", expected 1, 2, 3 or 4',
          program, "info", env={"AEC_CPU_LEVEL": "avx2"})  # fmt: skip


enter_workspace()
# For both levels, as users have it.
run("aec", "compile", example("tabular"), "-o", "machine")
machine = "./machine"
write("good.npy", 0)
run(machine, "train", "--data", "good.npy", "--epochs", 1)
with open("machine.safetensors", "rb") as file:
    trained = file.read()
check_data(machine)
check_images(compile_model(example("digits-deep"), "digits"))
check_weights(machine)
check_commands(machine)

# A training that fails late keeps the weights that were there.
result = run(machine, "train", "--data", "good.npy", "--learning-rate", "1e38", status=3)
expect_equal(result.stderr.endswith("no weights were written; try a smaller --learning-rate\n"), True,
             result.stderr)  # fmt: skip
with open("machine.safetensors", "rb") as file:
    expect_equal(file.read() == trained, True, "failed commands keep the weights")
