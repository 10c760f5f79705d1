"""sparse: the price on activity silences units, and images come back all the same."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import mean_predictor, mnist
from programs import (
    MNIST,
    compile_model,
    enter_workspace,
    example,
    expect_below,
    expect_equal,
    finish_readme,
    run,
    start_readme,
    train,
)
from results import check_entries

EPOCHS = 5


def active_share(program, weights):
    run(program, "encode", "--data", MNIST, "--out", "z.npy", "--weights", weights)
    return float((np.load("z.npy")[-2000:] > 0.01).mean())


enter_workspace()
images = mnist()
program = start_readme("sparse")
lines = train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS)
error = lines[-1]["objectives"]["reconstruction"]["validation_terms"]["reconstruction"]
expect_below(error, mean_predictor(images) * 0.35, f"test error after {EPOCHS} epochs")
check_entries(program, MNIST, images, 512, "sparse.safetensors")
finish_readme("sparse")

definition = example("sparse").read_text()
with open("dense.mlir", "w") as file:
    file.write(definition.replace("0.02 * %l1", "0.0 * %l1"))
other = compile_model("dense.mlir", "dense")
train(other, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS, "--weights", "dense.st")
few, many = active_share(program, "sparse.safetensors"), active_share(other, "dense.st")
expect_below(few, many / 2, "the share of active units")

# Without a prior there is nothing to sample.
refused = run(program, "sample", status=2)
expect_equal(
    refused.stderr.strip(),
    "error: this model has no sample: its definition declares no prior; add ae.prior, or write ae.entry @sample",
    "the message of sample without a prior",
)
