"""Batches of 1, of 7 and a last partial one give what plain loops in f64 give, from the same weights.

Of plain loops in f32 a rounding more or less opens a unit of a convolution that was shut, and another
model trains; in f64 they are what both round. Losses of training agree to 0.01%, which rounding stays
well below in a few steps, and the parameters' way to 1%: Adam divides gradients by their size, and of
the smallest ones rounding is a larger part.
"""

import numpy as np
from programs import compile_model, example, expect, run, train
from safetensors.numpy import load_file

EXACT = ("--target=reference", "--dtype=f64", "--march=native")


def way(before, after):
    """All that training moved, in one vector."""
    names = sorted(name for name in before if before[name].dtype == np.float32)
    return np.concatenate([(after[name].astype(np.float64) - before[name]).ravel() for name in names])


def check_training(name, programs, data, start, rows, batch):
    """Trains all on the first `rows` from the file `start`, and compares the first with the others' loops."""
    lines, ways = [], []
    for at, program in enumerate(programs):
        lines.append(train(program, *data, "--rows", f"0:{rows}", "--batch-size", batch, "--epochs", 2,
                           "--init", start, "--weights", f"{at}.st"))
        ways.append(way(load_file(start), load_file(f"{at}.st")))
    for fast, exact in zip(*lines, strict=True):
        for objective, found in fast["objectives"].items():
            for term, value in found["terms"].items():
                expected = exact["objectives"][objective]["terms"][term]
                expect(abs(value - expected) <= 1e-4 * abs(expected) + 1e-7,
                       f"{name}, batch {batch}: {objective}.{term} {value}, by plain loops {expected}")
    off = np.linalg.norm(ways[0] - ways[1]) / np.linalg.norm(ways[1])
    print(name, batch, off)
    expect(off < 1e-2, f"{name}, batch {batch}: what training moved is off by {off}")


def reconstructions(program, data, batch):
    """In prepared units where there are any: integers are not rounded."""
    units = ["--normalized"] if "--normalized" in run(program, "reconstruct", "--help").stdout else []
    run(program, "reconstruct", *data, "--rows", "0:15", "--batch-size", batch, "--out", "y.npy", *units, "--weights", "1.st")
    return np.load("y.npy").astype(np.float64)


def check_batches(name, fast, data, start):
    """`fast`: the program of the example `name`; `data`: its options; `start`: a file of weights."""
    programs = [fast, compile_model(example(name), f"{name}-exact", *EXACT)]
    check_training(name, programs, data, start, 3, 1)
    check_training(name, programs, data, start, 15, 7)
    exact = reconstructions(programs[1], data, 15)
    for batch in (1, 7, 15):
        off = np.abs(reconstructions(fast, data, batch) - exact).max()
        expect(off < 1e-4 * max(1, np.abs(exact).max()), f"{name}: reconstructions in batches of {batch} are off by {off}")
