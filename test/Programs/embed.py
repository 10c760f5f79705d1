"""A model in a C program: the same bytes as the compiled program, without heap."""
# REQUIRES: numpy, safetensors, cc
# RUN: %python %s %t
import numpy as np
from programs import ROOT, compile_model, enter_workspace, example, expect, expect_equal, make_data, run
from results import same_weights

HOST = ROOT / "test/Programs/Inputs/embed.c"


def cells(path):
    """The values of a result as f32; of scores without their labels."""
    values = np.load(path).astype(np.float32)
    return (values[:, 0] if path == "score.npy" else values).tobytes()


enter_workspace()
data = make_data("tabular", "data.csv")
rows = np.loadtxt(data, delimiter=",", skiprows=1, dtype=np.float32)
np.save("data.npy", rows)
rows.tofile("data.f32")

program = compile_model(example("tabular"), "machine")
run(program, "train", "--data", "data.npy", "--epochs", 3, "--seed", 5, "--no-shuffle")
for entry, options in (("encode", ()), ("reconstruct", ("--rows", ":700")), ("score", ())):
    run(program, entry, "--data", "data.npy", "--out", f"{entry}.npy", *options)

compile_model(example("tabular"), "libmachine.a", "--emit=lib")
run("cc", "-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-I.", HOST, "libmachine.a", "-lm", "-lpthread",
    "-Wl,--wrap=malloc", "-o", "host")
shown = run("./host", "data.f32", 3).stdout
expect(shown.startswith("loss 0."), shown)
for ours, theirs in (("latents", "encode"), ("again", "reconstruct"), ("scores", "score")):
    with open(f"{ours}.f32", "rb") as file:
        expect(file.read() == cells(f"{theirs}.npy"), f"{ours} differ from what the program's {theirs} gives")
expect(same_weights("embedded.safetensors", "machine.safetensors"), "other weights than the program's")

# Nothing but the model's functions is visible, nothing but libc is asked for.
symbols = [line.split() for line in run("llvm-nm", "--extern-only", "libmachine.a").stdout.splitlines()]
defined = [words[-1] for words in symbols if len(words) == 3]
expect(defined and all(name.startswith("machine_") for name in defined), f"visible: {defined}")
expect_equal({words[1] for words in symbols if len(words) == 3}, {"T"}, "kinds of visible symbols")
wanted = [name for kind, name in (words for words in symbols if len(words) == 2) if kind == "U"]
cxx = [name for name in wanted if name.startswith(("_Z", "__cxa", "_Unwind", "__gxx"))]
expect_equal(cxx, ["__cxa_atexit"], "what of the C++ library is asked for, which libc has")
