"""Data beyond the memory limit and weights from a column: the bytes of what users did without.

The limit of memory is judged by the kernel's figure for the process, against the same run on
an eighth of the data: what grows with the data must stay below the limit.
"""
# REQUIRES: numpy
# RUN: %python %s %t
import filecmp
import os
import pathlib
import subprocess

import numpy as np
from programs import compile_model, enter_workspace, expect, expect_equal, run

MODEL = """
ae.model @small epochs 1 batch_size 256 {
  ae.input @x : tensor<?x64xf32> normalize robust
  ae.network @encoder(%x: tensor<?x64xf32>) {
    %z = ae.dense %x, 4 : tensor<?x64xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.network @decoder(%z: tensor<?x4xf32>) {
    %y = ae.dense %z, 64 : tensor<?x4xf32>
    ae.return %y : tensor<?x64xf32>
  }
  ae.objective @o(%x: tensor<?x64xf32>, %w: tensor<?xf32>) trains [@encoder, @decoder] with #ae.sgd {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x64xf32>
    %l = nn.mse %y, %x : tensor<?x64xf32>
    %m = nn.weight_samples %l, %w : tensor<?xf32>
    ae.minimize %m : tensor<?xf32>
  }
}
"""


def peak(*command):
    """The peak memory of a run, in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    expect(status == 0, f"{command} ended with {status}")
    return used.ru_maxrss / 1024


def check_weights(program, x, w):
    header = ",".join([f"c{at}" for at in range(64)] + ["bad", "heavy"])
    labels = (np.arange(len(x)) % 9 == 0).astype(int)
    np.savetxt("t.csv", np.column_stack([x, labels, w]), delimiter=",", header=header, comments="", fmt="%.7g")
    np.save("w.npy", np.loadtxt("t.csv", delimiter=",", skiprows=1, usecols=65, dtype=np.float32))
    plain = ("--without", "x=bad,heavy", "--validation", "0.2", "--data")
    column = ("--label-column", "bad", "--weight-column", "heavy", "--validation", "0.2", "--data", "t.csv")
    run(program, "train", *plain, "x=t.csv", "--data", "w=w.npy", "--weights", "plain.st")
    run(program, "train", *column, "--weights", "column.st")
    run(program, "train", *column, "--weights", "streamed.st", "--memory-limit", "9K")
    np.save("ones.npy", np.ones_like(w))
    run(program, "train", *plain, "x=t.csv", "--data", "w=ones.npy", "--weights", "ones.st")
    # The column that weighs is known by its name to later verbs, which leave weights out.
    written = {name: pathlib.Path(f"{name}.st").read_bytes() for name in ("plain", "column", "streamed", "ones")}
    expect(written["column"] == written["streamed"], "weights of a column, streamed")
    for name in ("plain", "column", "ones"):
        run(program, "reconstruct", "--data", "t.csv", "--weights", f"{name}.st", "--out", f"{name}.npy")
    expect((np.load("plain.npy") == np.load("column.npy")).all(), "weights of a column and of a file")
    expect((np.load("plain.npy") != np.load("ones.npy")).any(), "weights that change nothing")
    text = run(program, "score", *column[:4], "--data", "t.csv", "--weights", "column.st", "--out", "s.csv").stdout
    expect("labels: " in text, text)

    def refused(message, *options, status=1):
        found = run(program, "train", *options, status=status).stderr
        expect_equal(found, f"error: {message}\n", options)

    refused("--weight-column and --data w=FILE say the same thing; give one", *column, "--data", "w=w.npy", status=2)
    refused("--weight-column weighs rows, and --window makes samples of several; leave one out", *column,
            "--window", "2", status=2)  # fmt: skip
    np.save("x.npy", x)
    refused("x.npy is npy: --categories, --id-column, --label-column and --weight-column name columns of a CSV",
            "--data", "x.npy", "--weight-column", "heavy")  # fmt: skip
    w[3] = -1
    np.savetxt("bad.csv", np.column_stack([x, w]), delimiter=",", fmt="%.7g")
    refused("bad.csv: the weight of row 4 is -1; expected 0 or more", "--data", "bad.csv", "--weight-column", "65")


def check_memory(program):
    rows = 160_000
    x = np.random.default_rng(1).normal(size=(rows, 64)).astype(np.float32)
    limit = ("--memory-limit", "4M")
    np.save("large.npy", x)  # 41 MB
    np.save("ones.npy", np.ones(rows, np.float32))
    np.save("small.npy", x[: rows // 8])
    np.save("few.npy", np.ones(rows // 8, np.float32))
    np.savez("large.npz", x=x)
    np.savez("small.npz", x=x[: rows // 8])
    train = (program, "train", "--epochs", "1", "--quiet", "--threads", "1", *limit)
    held = {}
    for data, w in (("large", "ones"), ("small", "few")):
        files = ("--data", f"x={data}.npy", "--data", f"w={w}.npy")
        held[data] = peak(*train, *files)
        held[data, "r"] = peak(program, "reconstruct", "--data", f"{data}.npy", "--out", "r.npy", *limit)
        held[data, "z"] = peak(program, "reconstruct", "--data", f"{data}.npz", "--out", "z.npy", *limit)
        expect(filecmp.cmp("r.npy", "z.npy", shallow=False), "an archive's array is read as another")
    print({key: round(value, 1) for key, value in held.items()})
    # The order of the samples, 8 bytes each, and scores for the threshold come on top.
    for more in [held["large"] - held["small"]] + [held["large", way] - held["small", way] for way in "rz"]:
        expect(more < 8, f"{more} MiB more for 36 MB more of data")
    # Packed, and beside another array.
    np.savez_compressed("packed.npz", w=np.ones(3), x=x[: rows // 8])
    for data in ("small.npz", "packed.npz"):
        run(program, "reconstruct", "--data", data, "--out", f"{data}.npy", *limit)
    expect(filecmp.cmp("small.npz.npy", "packed.npz.npy", shallow=False), "a packed array is read as another")


enter_workspace()
pathlib.Path("small.mlir").write_text(MODEL)
program = compile_model("small.mlir", "small")
random = np.random.default_rng(0)
check_weights(program, random.normal(size=(300, 64)), random.random(300).astype(np.float32))
check_memory(program)
