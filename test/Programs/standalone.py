"""What a program and the compiler need of a machine: nothing, and a linker.

The program runs with an empty environment; aec compiles from another folder, through a
symbolic link, and from an installed prefix with nothing in PATH but its linker.
"""
# REQUIRES: numpy
# RUN: %python %s %t %aec_build
import os
import shutil
import sys

import numpy as np
from programs import enter_workspace, example, expect, expect_equal, run

folder = enter_workspace()
os.mkdir("tools")
linker = shutil.which("ld.lld-22") or shutil.which("ld.lld")
os.symlink(linker, "tools/ld.lld")
only_linker = {"PATH": str(folder / "tools")}

# An installation is complete in itself: the build folder is not looked at.
run("cmake", "--install", sys.argv[2], "--prefix", folder / "prefix")
aec = folder / "prefix/bin/aec"
shutil.copy(example("tabular"), "model.mlir")
run(aec, "compile", "model.mlir", "-o", "machine", env=only_linker)

# From another folder, by a link to the compiler.
os.makedirs("away/deep")
os.symlink(aec, "away/aec")
run("../aec", "compile", "../../model.mlir", "-o", "machine", env=only_linker, cwd="away/deep")
with open("machine", "rb") as one, open("away/deep/machine", "rb") as other:
    expect_equal(one.read() == other.read(), True, "the same program from another folder")

# Without a linker, one sentence.
result = run(aec, "compile", "model.mlir", "-o", "none", status=1, env={"PATH": "/nonexistent"})
expect("no linker: expected ld.lld-22 or ld.lld in PATH" in result.stderr, result.stderr)
expect(not os.path.exists("none"), "a failed compilation leaves a program")

# The program: no environment, another folder, no library to load.
np.save("rows.npy", np.random.default_rng(0).random((40, 10), np.float32))
for command in (
    ["train", "--data", "../../rows.npy", "--epochs", "2"],
    ["reconstruct", "--data", "../../rows.npy", "--out", "again.npy"],
    ["info"],
):
    run("../../machine", *command, env={}, cwd="away/deep")
expect_equal(np.load("away/deep/again.npy").shape, (40, 10), "the shape of the reconstructions")
with open("machine", "rb") as file:
    # No interpreter segment names a dynamic linker.
    expect(b"/ld-linux" not in file.read(4096), "the program asks for a dynamic linker")
