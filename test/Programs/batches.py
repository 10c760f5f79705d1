"""Batches of 1, of 7 and a last partial one give what plain loops give, in many families.

The same definition for both targets, from the same weights: losses of training to 0.01%, which
rounding of sums in another order stays well below in a few steps, and the parameters' way to
1%: Adam divides gradients by their size, and of the smallest ones rounding is a larger part.
"""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from programs import DIGITS, MNIST, compile_model, enter_workspace, example, expect, run, train
from safetensors.numpy import load_file

FAMILIES = {
    "mnist-deep": MNIST,
    "vae-dense": MNIST,
    "contractive": DIGITS,
    "lstm-sequence": DIGITS,
    "attention-patches": MNIST,
    "adversarial-autoencoder": DIGITS,
    "gan-autoencoder": DIGITS,
    "conv-denoise": MNIST,
    "conv-upsample": MNIST,
}


def way(before, after):
    """All that training moved, in one vector."""
    names = sorted(name for name in before if before[name].dtype == np.float32)
    return np.concatenate([(after[name] - before[name]).ravel() for name in names])


def compare(name, data, programs, rows, batch):
    """Trains both on the first `rows` and compares; returns the trained weights' file."""
    options = ["--data", data, "--rows", f"0:{rows}", "--batch-size", batch]
    lines, weights = [], []
    for at, program in enumerate(programs):
        train(program, *options, "--epochs", 1, "--learning-rate", "1e-30", "--weights", f"start{at}.st")
        lines.append(train(program, *options, "--epochs", 2, "--weights", f"{at}.st"))
        weights.append(way(load_file(f"start{at}.st"), load_file(f"{at}.st")))
    for fast, plain in zip(*lines):
        for objective, found in fast["objectives"].items():
            for term, value in found["terms"].items():
                expected = plain["objectives"][objective]["terms"][term]
                expect(abs(value - expected) <= 1e-4 * abs(expected) + 1e-7,
                       f"{name}, batch {batch}: {objective}.{term} {value}, by plain loops {expected}")
    off = np.linalg.norm(weights[0] - weights[1]) / np.linalg.norm(weights[1])
    print(name, batch, off)
    expect(off < 1e-2, f"{name}, batch {batch}: what training moved is off by {off}")


def reconstructions(program, data, batch):
    run(program, "reconstruct", "--data", data, "--rows", "0:15", "--batch-size", batch, "--out", "y.npy",
        "--normalized", "--weights", "1.st")
    return np.load("y.npy")


enter_workspace()
for name, data in FAMILIES.items():
    programs = [compile_model(example(name), "fast", "--march=native"),
                compile_model(example(name), "plain", "--target=reference", "--march=native")]
    compare(name, data, programs, 3, 1)
    compare(name, data, programs, 15, 7)
    plain = reconstructions(programs[1], data, 15)
    for batch in (1, 7, 15):
        off = np.abs(reconstructions(programs[0], data, batch) - plain).max()
        expect(off < 1e-4, f"{name}: reconstructions in batches of {batch} are off by {off}")
