"""Weights files are PyTorch's: names, layouts, and files that others wrote.

Python's safetensors stands for PyTorch, which stores torch.nn.Linear's weight as
[out, in] and names the layers of an nn.Sequential by their indices.
"""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import mnist
from dense import Network
from programs import compile_model, enter_workspace, example, expect, expect_equal, run, train
from safetensors.numpy import load_file, save_file

LAYERS = [
    ("encoder.0", 784, 128, "relu"),
    ("encoder.2", 128, 64, "relu"),
    ("encoder.4", 64, 32, "none"),
    ("decoder.0", 32, 64, "relu"),
    ("decoder.2", 64, 128, "relu"),
    ("decoder.4", 128, 784, "sigmoid"),
]

enter_workspace()
images = mnist()[:200]
np.save("images.npy", images)
program = compile_model(example("mnist-deep"))

# What the program writes: exactly these tensors, started as torch.nn.Linear does.
train(program, "--data", "images.npy", "--epochs", 1, "--learning-rate", "1e-9")
written = load_file("mnist_deep.safetensors")
network = Network(LAYERS)
expect_equal(
    {name: (tensor.shape, tensor.dtype) for name, tensor in written.items()},
    {name: (tensor.shape, tensor.dtype) for name, tensor in network.weights.items()},
    "the tensors of the weights file",
)
for name, rows, _, _ in LAYERS:
    for kind in ("weight", "bias"):
        bound, largest = 1 / np.sqrt(rows), np.abs(written[f"{name}.{kind}"]).max()
        expect(0.8 * bound < largest <= bound * 1.001, f"{name}.{kind} is not uniform up to {bound}")

# What another tool wrote: used as it is, and the start of more training.
save_file(network.weights, "theirs.safetensors")
given = ("--data", "images.npy", "--weights", "theirs.safetensors")
run(program, "reconstruct", *given, "--out", "again.npy")
run(program, "encode", *given, "--out", "z.npy")
values = network.forward(images)
# Sums of up to 784 terms in float32, in another order.
expect(np.allclose(np.load("again.npy"), values[-1], atol=1e-5), "reconstruct is not NumPy's")
expect(np.allclose(np.load("z.npy"), values[3], atol=1e-5), "encode is not NumPy's")
lines = train(program, "--data", "images.npy", "--init", "theirs.safetensors",
              "--batch-size", 200, "--epochs", 1)
expect(abs(lines[0]["loss"] / network.error(images) - 1) < 1e-4, "--init does not start from the file")
