"""tied-sparse: one matrix both ways, units that the sparsity term keeps quiet."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import mean_predictor, mnist
from programs import (
    MNIST,
    compile_model,
    enter_workspace,
    example,
    expect,
    expect_below,
    expect_equal,
    finish_readme,
    run,
    start_readme,
    train,
)
from results import check_entries, check_picture
from safetensors.numpy import load_file

EPOCHS = 6


def mean_activation(program, weights):
    run(program, "encode", "--data", MNIST, "--out", "z.npy", "--weights", weights)
    return float(np.load("z.npy").mean())


enter_workspace()
images = mnist()
program = start_readme("tied-sparse")
lines = train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS)
terms = lines[-1]["objectives"]["reconstruction"]["terms"]
expect_equal(set(terms), {"reconstruction", "sparsity", "decay"}, "the terms in the log")
total = terms["reconstruction"] + 1e-3 * terms["sparsity"] + 1e-6 * terms["decay"]
expect(abs(total / lines[-1]["loss"] - 1) < 1e-5, "the loss is not the weighted sum of its terms")
error = lines[-1]["objectives"]["reconstruction"]["validation_terms"]["reconstruction"]
expect_below(error, mean_predictor(images) * 0.7, f"test error after {EPOCHS} epochs")

tensors = load_file("sparse.safetensors")
shapes = {name: tensor.shape for name, tensor in tensors.items()}
expect_equal(
    shapes,
    {"encoder.fc1.weight": (196, 784), "encoder.fc1.bias": (196,), "decoder.0.bias": (784,)},
    "the tensors of the weights file",
)
check_entries(program, MNIST, images, 196, "sparse.safetensors")
check_picture(program, MNIST, images, 28, "sparse.safetensors")
finish_readme("tied-sparse")

# Without the term, units answer with three times as much.
definition = example("tied-sparse").read_text()
with open("dense.mlir", "w") as file:
    file.write(definition.replace("1.0e-3 * %kl", "0.0 * %kl"))
other = compile_model("dense.mlir", "dense")
train(other, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS, "--weights", "dense.st")
quiet, loud = mean_activation(program, "sparse.safetensors"), mean_activation(other, "dense.st")
expect_below(quiet, loud / 2, "the mean activation")
