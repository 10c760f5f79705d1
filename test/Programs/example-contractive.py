"""contractive: a code that hardly moves where the picture does, at little cost."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import digits, mean_predictor
from programs import (
    DIGITS,
    compile_model,
    enter_workspace,
    example,
    expect,
    expect_below,
    finish_readme,
    start_readme,
    train,
)
from safetensors.numpy import load_file

EPOCHS = 20


def terms(program, name):
    lines = train(program, "--data", DIGITS, "--validation", "0.2", "--epochs", EPOCHS, "--weights", f"{name}.safetensors")
    return lines[-1]["objectives"]["reconstruction"]["validation_terms"]


enter_workspace()
program = start_readme("contractive")
found = terms(program, "contractive")
finish_readme("contractive")
with open("free.mlir", "w") as file:
    file.write(example("contractive").read_text().replace("5.0e-3 * %norm", "0.0 * %norm"))
free = terms(compile_model("free.mlir", "free"), "free")
print(found, free, mean_predictor(digits()))
expect_below(found["reconstruction"], mean_predictor(digits()) * 0.6, "test error")
expect_below(found["contraction"], free["contraction"] / 2, "the norm of the Jacobian, against that without the penalty")

# The term is the closed form for one layer: sum of (s (1 - s))^2 |w|^2.
weights = load_file("contractive.safetensors")
w, b = weights["encoder.0.weight"].astype(np.float64), weights["encoder.0.bias"]
s = 1 / (1 + np.exp(-(digits()[-359:] @ w.T + b)))
norm = (((s * (1 - s)) ** 2) @ (w**2).sum(1)).mean()
expect(abs(norm / found["contraction"] - 1) < 1e-3, f"the penalty is {found['contraction']}, its closed form {norm}")
