# RUN: %python %s %t
"""A file at any rung is accepted again and gives the program the definition gives."""

import filecmp
import pathlib

from programs import compile_model, enter_workspace, expect, expect_equal, run

HERE = pathlib.Path(__file__).parent
RUNGS = ("definition", "explicit", "joint", "fused", "target", "buffers")


def losses(program):
    output = run(program, "train", "--data", "data.csv", "--epochs", "3", "--threads", "1").stdout
    return [line.split(" seconds ")[0] for line in output.splitlines() if "loss" in line]


enter_workspace()
pathlib.Path("data.csv").write_text(
    "".join(f"{a / 8},{b / 8},{(a + b) / 16},0.5\n" for a in range(5) for b in range(5))
)
model = HERE / "Inputs/model.mlir"
for target in ("cpu", "reference"):
    option = f"--target={target}"
    direct = compile_model(model, f"{target}-direct", option)
    for rung in RUNGS:
        text = f"{target}-{rung}.mlir"
        run("aec", "compile", model, f"--emit={rung}", "-o", text, option)
        run("aec-opt", text, "-o", "unchanged.mlir")
        program = compile_model(text, f"{target}-{rung}", option)
        expect(
            filecmp.cmp(direct, program, shallow=False),
            f"{target}: the program made from the rung '{rung}' differs",
        )
    # One level instead of two, so another file; what it computes is the same.
    run("aec", "compile", model, "--emit=llvm", "-o", "llvm.mlir", option)
    run("aec-opt", "llvm.mlir", "-o", "unchanged.mlir")
    program = compile_model("llvm.mlir", f"{target}-llvm", option)
    expect_equal(losses(program), losses(direct), f"{target}: losses from the rung 'llvm'")
