"""What a host does wrong, and hostile files: a status with a text, and a model as before."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import ctypes
import os
import re
import struct

import numpy as np
from embedded import Embedded
from programs import compile_model, enter_workspace, example, expect, expect_equal, run
from safetensors.numpy import load_file, save_file

enter_workspace()
compile_model(example("tabular"), "libmachine.so", "--emit=lib", "--march=x86-64-v3")
compile_model(example("conditional-vae"), "libconditional.so", "--emit=lib", "--march=x86-64-v3")
compile_model(example("anomaly-tabular"), "libblocks.so", "--emit=lib", "--march=x86-64-v3")
compile_model(example("beta-vae"), "libbeta.so", "--emit=lib", "--march=x86-64-v3")


def machine(**options):
    return Embedded("libmachine.so", "machine.h", **options)


# Options and memory.
for options in ({"batch": -1}, {"threads": -1}, {"threads": 5000}, {"epochs": -1}, {"steps_per_epoch": -1}):
    expect_equal(machine(**options).status, "BAD_OPTIONS", f"init with {options}")
model = machine(batch=8)
size, out = model.memory_bytes(8), ctypes.c_void_p(1)
init = model.raw
expect_equal(init("init", model.memory, size - 1, ctypes.byref(model.options), ctypes.byref(out)), "SMALL_MEMORY",
             "too little memory")  # fmt: skip
expect_equal(out.value, None, "the model that was not made")
expect_equal(init("init", None, size, None, ctypes.byref(out)), "NULL_ARGUMENT", "no memory")
expect_equal(init("init", model.memory, size, None, None), "NULL_ARGUMENT", "no place for the model")
for batch in (0, -4, 1 << 40):
    expect_equal(model.memory_bytes(batch), 0, f"bytes for a batch of {batch}")
os.environ["AEC_CPU_LEVEL"] = "2"
ctypes.CDLL(None).setenv(b"AEC_CPU_LEVEL", b"2", 1)
expect_equal(machine().status, "OLD_CPU", "an old CPU")
ctypes.CDLL(None).setenv(b"AEC_CPU_LEVEL", b"none", 1)
expect_equal(machine().status, "OLD_CPU", "no CPU")
ctypes.CDLL(None).unsetenv(b"AEC_CPU_LEVEL")

# Rows, pointers, values.
rows = np.full((8, 10), 0.5, np.float32)
latents = np.zeros((8, 3), np.float32)


def fails(status, message, function, *arguments, of=None):
    of = of or model
    expect_equal((of.call(function, *arguments), of.message()), (status, message), f"{function} {arguments[1:]}")


STEP = "a step takes 1 row to the batch of the options"
for count in (0, -1, 9):
    fails("BAD_ROWS", STEP, "train_step", rows, count, 0.0, None)
for rate in (-1.0, float("nan"), float("inf")):
    fails("BAD_VALUE", "the learning rate is negative or not finite", "train_step", rows, 8, rate, None)
fails("NULL_ARGUMENT", "", "train_step", None, 8, 0.0, None)
fails("NULL_ARGUMENT", "", "evaluate", rows, 8, None)
fails("BAD_ROWS", "a mean needs a row", "evaluate", rows, 0, np.zeros(9))
fails("NULL_ARGUMENT", "", "encode", None, 8, latents)
fails("NULL_ARGUMENT", "", "encode", rows, 8, None)
fails("BAD_ROWS", "rows are negative", "encode", rows, -1, latents)
fails(None, "", "encode", None, 0, None)
for bad in (np.nan, np.inf):
    wrong = np.concatenate([rows] * 3)
    wrong[17, 4] = bad
    fails("BAD_VALUE", 'row 18, column 5 of "row" (counted from 1) is not finite', "encode", wrong, 24,
          np.zeros((24, 3), np.float32))  # fmt: skip
    fails("BAD_VALUE", 'row 2, column 5 of "row" (counted from 1) is not finite', "train_step", wrong[16:], 8, 0.0,
          None)  # fmt: skip
conditional = Embedded("libconditional.so", "conditional.h")
digits, labels = np.zeros((4, 64), np.float32), np.array([3, 9, 10, 0])
for label in (10, -1, 1 << 40):
    labels[2] = label
    fails("BAD_VALUE", 'row 3, column 1 of "label" (counted from 1) is no class of the model', "reconstruct", digits,
          labels, 4, np.zeros((4, 64), np.float32), of=conditional)  # fmt: skip
fails("BAD_OPTIONS", "the model has schedules that follow epochs: options must say steps_per_epoch", "train_step",
      np.zeros((2, 784), np.float32), 2, 0.0, None, of=Embedded("libbeta.so", "beta.h"))  # fmt: skip
blocks = Embedded("libblocks.so", "blocks.h")
some = np.zeros((4, 10), np.float32)
fails("NOT_FITTED", "", "score", some, 4, np.zeros(4, np.float32), of=blocks)
fails("BAD_ROWS", "statistics need a row", "fit", some, 0, of=blocks)
fails("NULL_ARGUMENT", "", "fit", None, 4, of=blocks)
bad = some.copy()
bad[1, 2] = np.nan
fails("BAD_VALUE", 'row 2, column 3 of "block" (counted from 1) is not finite', "fit", bad, 4, of=blocks)
fails("NOT_FITTED", "", "score", some, 4, np.zeros(4, np.float32), of=blocks)
some[:, 1:] = np.arange(4)[:, None]
fails(None, 'input "block": no spread in column 1; mapped to 0', "fit", some, 4, of=blocks)
blocks.check("score", some, 4, np.zeros(4, np.float32))

# A loss that is not finite; nothing of it stays.
model.check("save", b"before.safetensors")
huge = np.full((8, 10), 3e38, np.float32)
fails("NONFINITE", 'the loss of objective "reconstruction" is not finite (reconstruction) at step 1; its weights did '
      "not change", "train_step", huge, 8, 0.0, None)  # fmt: skip
model.check("save", b"after.safetensors")
with open("before.safetensors", "rb") as before, open("after.safetensors", "rb") as after:
    good = before.read()
    expect(good == after.read(), "weights changed in a step without a finite loss")


# Weights: of another model, hostile, unreadable.
def refuses(status, message, content):
    with open("w.safetensors", "wb") as file:
        file.write(content)
    found = model.call("load", b"w.safetensors")
    expect(found == status and re.fullmatch(message, model.message()), f"{found}: {model.message()}")
    found = model.call("load_memory", np.frombuffer(content, np.uint8).ctypes.data_as(ctypes.c_void_p), len(content))
    text = message.replace("w.safetensors", "the memory")
    expect(found == status and re.fullmatch(text, model.message()), f"{found}: {model.message()}")


tensors = load_file("before.safetensors")
save_file({name: value[:1] for name, value in tensors.items()}, "other.safetensors")
with open("other.safetensors", "rb") as file:
    refuses("OTHER_MODEL", 'w.safetensors is a weights file of another model than machine: with another shape "en.*',
            file.read())  # fmt: skip
invalid = "w.safetensors is not a valid safetensors file: "
refuses("BAD_FILE", invalid + "it has 0 bytes, the header's length takes 8", b"")
refuses("BAD_FILE", invalid + "its header announces .* bytes; at most 16777216 are read", b"\xff" * 64)
refuses("BAD_FILE", invalid + "its header is not a JSON object", struct.pack("<Q", 8) + b"[" * 8)
refuses("BAD_FILE", invalid + ".*", good[:-1])
refuses("BAD_FILE", invalid + '.*"__metadata__" twice|' + invalid + ".*", good.replace(b"aec.hash", b"aec.hasi", 1)[:-9])
rng = np.random.default_rng(0)
for _ in range(500):  # whatever a byte becomes, a status comes back
    broken = bytearray(good)
    broken[rng.integers(0, 700)] = rng.integers(0, 256)
    found = model.call("load_memory", bytes(broken), len(broken))
    expect(found in (None, "BAD_FILE", "OTHER_MODEL", "NONFINITE"), f"{found}: {model.message()}")
fails("BAD_FILE", "cannot read none: No such file or directory", "load", b"none")
fails("NULL_ARGUMENT", "", "load", None)
fails("NULL_ARGUMENT", "", "load_memory", None, 3)
fails("CANNOT_WRITE", "cannot write none/w: No such file or directory", "save", b"none/w")
fails("NULL_ARGUMENT", "", "save", None)
model.check("load_memory", good, len(good))
model.check("save", b"again.safetensors")
with open("again.safetensors", "rb") as again:
    expect(again.read() == good, "weights after files that were refused")

# Weights that are not finite are refused.
tensors["encoder.0.weight"][0, 0] = np.nan
save_file(tensors, "nan.safetensors")
fails("NONFINITE", 'nan.safetensors: value 1 of "encoder.0.weight" is nan, expected a finite F32',
      "load", b"nan.safetensors")

# A file called "-", not standard output.
blocks.check("save", b"-")
expect(os.path.getsize("-") > 100, "no file called -")

# After close, and without a model.
model.check("close")
for function, arguments in (("encode", (rows, 8, latents)), ("load", (b"w",)), ("save", (b"w",)), ("close", ()),
                            ("train_step", (rows, 8, 0.0, None)), ("set_seed", (3,)), ("load_memory", (b"w", 1)),
                            ("evaluate", (rows, 8, np.zeros(2)))):  # fmt: skip
    fails("NO_MODEL", "", function, *arguments)
closed, model.model = model.model, None
expect_equal((model.call("encode", rows, 8, latents), model.message()), ("NO_MODEL", ""), "no model")
expect_equal(model.text_of("error_text", 3), "the memory is smaller than the model needs", "a status' text")
expect_equal(model.text_of("error_text", 99), "no status of this library", "the text of no status")

# What cannot be a library.
DEFINITION = example("tabular").read_text()


def refused(message, text, *options):
    with open("m.mlir", "w") as file:
        file.write(text)
    found = run("aec", "compile", "m.mlir", "--emit=lib", *options, status=1)
    expect_equal(found.stderr, f"aec: error: {message}\n", "the message")


refused("--emit=lib makes an archive (-o libmachine.a) or a shared library (-o libmachine.so), found -o machine",
        DEFINITION, "-o", "machine")  # fmt: skip
refused("--emit=lib takes no --products=onednn: the library would be larger than all the rest of a host", DEFINITION,
        "--products=onednn")  # fmt: skip
refused("the functions of a library begin with the model's name, and 'aec' is taken; rename the model",
        DEFINITION.replace("@machine", "@aec"))  # fmt: skip
entry = "  ae.entry @{}(%row: tensor<?x10xf32>) {{\n    ae.return %row : tensor<?x10xf32>\n  }}\n}}"
for name in ("save", "model"):
    refused(f"two things of model 'machine' would be called 'machine_{name}' in C; rename one in the definition",
            DEFINITION.rstrip()[:-1] + entry.format(name))  # fmt: skip
