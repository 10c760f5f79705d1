"""From the same weights and in the same order, a program's losses are NumPy's.

Losses of an epoch may differ by 0.1%, which a wrong gradient, update, order or weighting of
the last batch exceeds at once; those behind an epoch, of one set of weights, by 1%. NumPy in
float64 instead of float32 differs from itself by 0.015% and 0.22%: training amplifies rounding.
"""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import mnist, split
from dense import Network
from programs import MNIST, compile_model, enter_workspace, example, expect, make_data, train
from safetensors.numpy import save_file

MNIST_DENSE = [
    ("encoder.0", 784, 256, "relu"),
    ("encoder.2", 256, 64, "none"),
    ("decoder.0", 64, 256, "relu"),
    ("decoder.2", 256, 784, "sigmoid"),
]
COMPRESSION = [
    ("encoder.0", 28, 64, "relu"),
    ("encoder.2", 64, 32, "none"),
    ("decoder.0", 32, 64, "relu"),
    ("decoder.2", 64, 28, "sigmoid"),
]


def close(found, expected, tolerance, what):
    difference = abs(found / expected - 1)
    expect(difference < tolerance, f"{what}: {found} is {difference:.2%} from NumPy's {expected}")


def compare(program, data, values, layers, epochs, batch, seed=0, shuffle=True, share="0.2"):
    """Trains both and compares the losses of every epoch."""
    network = Network(layers, seed=7)
    save_file(network.weights, "init.safetensors")
    options = ["--epochs", epochs, "--batch-size", batch, "--seed", seed]
    options += ["--init", "init.safetensors", "--validation", share]
    lines = train(program, "--data", data, *options, *([] if shuffle else ["--no-shuffle"]))
    rows, held_out = split(values, float(share))
    expect(len(lines) == epochs, f"{len(lines)} epochs in the log, expected {epochs}")
    for line, loss in zip(lines, network.train(rows, epochs, batch, 1e-3, seed, shuffle)):
        where = f"batch {batch}, epoch {line['epoch']}"
        close(line["loss"], loss, 1e-3, f"{where}: loss")
        close(line["validation"], network.error(held_out), 1e-2, f"{where}: validation")


enter_workspace()
# 8,000 rows are 133 batches of 60 and one of 20.
program = compile_model(example("mnist-dense"), "mnist")
compare(program, MNIST, mnist(), MNIST_DENSE, epochs=3, batch=60)

make_data("compression-28", "all.npy")
few = np.load("all.npy")[:100]
np.save("few.npy", few)
program = compile_model(example("compression-28"), "signal")
compare(program, "few.npy", few, COMPRESSION, epochs=4, batch=7, seed=3)
compare(program, "few.npy", few, COMPRESSION, epochs=2, batch=1)
compare(program, "few.npy", few, COMPRESSION, epochs=3, batch=32, shuffle=False)
compare(program, "few.npy", few, COMPRESSION, epochs=3, batch=1000)
