"""Two models in one C++ program with exceptions of its own, static and shared; sanitizers."""
# REQUIRES: c++
# RUN: %python %s %t
import os

from programs import ROOT, compile_model, enter_workspace, example, expect, expect_equal, run

HOST = ROOT / "test/Programs/Inputs/embed-two.cpp"
BUILD = ["c++", "-std=c++17", "-Wall", "-Wextra", "-Werror", "-I.", HOST, "-lm", "-lpthread"]

enter_workspace()
for suffix in ("a", "so"):
    for name, model in (("machine", "tabular"), ("conditional", "conditional-vae")):
        compile_model(example(model), f"lib{name}.{suffix}", "--emit=lib", "--march=x86-64-v3")
shown = set()
for options in (
    ["libmachine.a", "libconditional.a"],
    ["libmachine.so", "libconditional.so", "-Wl,-rpath,$ORIGIN"],
    ["libmachine.a", "libconditional.so", "-Wl,-rpath,$ORIGIN", "-static-libstdc++", "-static-libgcc"],
    ["libmachine.a", "libconditional.a", "-static", "-Wl,--eh-frame-hdr,--gc-sections"],
):
    run(*BUILD, *options, "-o", "host")
    shown.add(run("./host").stdout)
expect(len(shown) == 1 and "all agree, loss 0." in shown.pop(), f"hosts show {shown}")

# GCC makes no table of unwinding for -static: an error, not the end of the host.
run(*BUILD, "libmachine.a", "libconditional.a", "-static", "-o", "host")
expect_equal(run("./host", status=1).stdout, "the host is linked without --eh-frame-hdr; \n", "a host without tables")

# Position-independent, as a plug-in is; and of a size that a host can carry.
run("cc", "-shared", "-o", "plugin.so", "-Wl,--whole-archive", "libmachine.a", "-Wl,--no-whole-archive", "-lm")
expect(os.path.getsize("libmachine.a") < 4 << 20, "an archive is larger than 4 MiB")
