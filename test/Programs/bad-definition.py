"""Bad input to aec: the source line where there is one, what is wrong, status 1, no file.

A definition is the example tabular with one change.
"""
# RUN: %python %s %t
import os

from programs import enter_workspace, example, expect, expect_equal, run

# What to replace, by what, and the first line of the message.
DEFINITIONS = [
    # Syntax, and types that do not fit.
    ("%1 = nn.relu %0", "%1 = nn.rellu %0", "model.mlir:9:10: error: custom op 'nn.rellu' is unknown"),
    ("%1 = nn.relu %0", "%1 = nn.relu %%0", "model.mlir:9:18: error: invalid SSA name"),
    ("ae.dense %row, 3", "ae.dense %row, 4",
     "model.mlir:9:18: error: use of value '%0' expects different type than prior uses: "
     "'tensor<?x3xf32>' vs 'tensor<?x4xf32>'"),
    # Sizes that overflow.
    ("%2 = ae.dense %1, 10", "%2 = ae.dense %1, 999999999999999999",
     "model.mlir:18:10: error: 'ae.dense' op gives 'tensor<999999999999999999x3xf32>', which has more "
     "than 2^40 elements a sample"),
    # Networks that apply themselves or do not exist.
    ("%y = nn.sigmoid %2", "%y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x10xf32>\n"
     "    %unused = nn.sigmoid %2",
     "model.mlir:19:10: error: 'ae.apply' op makes network @decoder apply itself"),
    ("ae.apply @decoder(%z)", "ae.apply @missing(%z)",
     "model.mlir:26:10: error: 'ae.apply' op applies missing network @missing"),
    # Objectives that train nothing, or what does not exist, or in no way.
    ("trains [@encoder, @decoder]", "trains []",
     "model.mlir:23:3: error: 'ae.objective' op trains no network; name at least one behind `trains`"),
    ("trains [@encoder, @decoder]", "trains [@encoder, @coder]",
     "model.mlir:23:3: error: 'ae.objective' op trains missing network @coder"),
    ("%mse = nn.mse %y, %row", "%fixed = nn.stop_gradient %y : tensor<?x10xf32>\n    %mse = nn.mse %fixed, %row",
     "model.mlir:23:3: error: trains nothing: no term depends on a parameter that is trained; "
     "minimize a value that the networks behind `trains` make"),
    ("learning_rate = 3.0e-3", "learning_rate = -1.0",
     "model.mlir:23:3: error: 'ae.objective' op expected learning_rate > 0, found -1.000000e+00"),
]  # fmt: skip

# The command line behind `aec`, and the first line of the message.
COMMANDS = [
    ("compile none.mlir", "aec: error: cannot open input file 'none.mlir': No such file or directory"),
    ("compile good.mlir --emit=frob",
     "aec compile: for the --emit option: unknown value 'frob', expected one of definition, explicit, joint, "
     "fused, target, buffers, llvm, llvm-ir, ptx, object, shared, lib, exe"),
    ("compile good.mlir --frobnicate",
     "aec compile: Unknown command line argument '--frobnicate'.  Try: 'aec compile --help'"),
    ("compile good.mlir --march=x86-64-v9",
     "aec: error: unknown --march 'x86-64-v9', expected native, x86-64-v3 or x86-64-v4"),
    ("compile good.mlir --dtype=f16", "aec: error: unknown --dtype 'f16', expected f32 or f64"),
    ("compile good.mlir --linker=none", "aec: error: no linker 'none'; --linker names an lld"),
    ("compile two.mlir",
     "two.mlir:34:1: error: the file has several models (machine, other), expected --model to name one"),
    ("compile two.mlir --model=third",
     "aec: error: no model 'third', expected one of those in the file: machine, other"),
    ("compile empty.mlir",
     "aec: error: the file has no model (no 'ae.model' attribute), expected one to make a program or library of; "
     "--emit=shared or --emit=object compile functions alone"),
    ("frob", "aec: unknown command 'frob', expected check, compile, describe, new or verify; see aec --help"),
    ("compil good.mlir", "aec: unknown command 'compil', did you mean 'compile'?"),
]  # fmt: skip


def fails(message, *command):
    """aec fails with this first line and leaves the folder as it is."""
    before = sorted(os.listdir())
    result = run("aec", *command, status=1)
    expect_equal(result.stdout, "", f"the output of {command}")
    expect_equal(result.stderr.splitlines()[:1], [message], f"the message of {command}")
    expect_equal(result.stderr.count(message), 1, f"how often {command} says it")
    expect_equal(sorted(os.listdir()), before, f"the folder after {command}")


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


enter_workspace()
good = example("tabular").read_text()
for old, new, message in DEFINITIONS:
    expect(old in good, f"the definition has no {old}")
    write("model.mlir", good.replace(old, new))
    fails(message, "compile", "model.mlir", "-o", "model")
write("good.mlir", good)
write("two.mlir", good + good.replace("@machine", "@other"))
write("empty.mlir", "")
for command, message in COMMANDS:
    fails(message, *command.split())
fails("aec: error: cannot write none/x: no file can be made in its folder", "compile", "good.mlir", "-o", "none/x")

# With --model a file may hold several.
run("aec", "compile", "two.mlir", "--model=other", "-o", "other")
expect(run("./other", "info").stdout.startswith("model other "), "--model compiled another model")
