#!/usr/bin/env python3
"""Writes the generated data of this example: data.csv, 2,000 rows of 10 columns.

Three hidden factors drive ten readings of an imaginary machine, so that a latent of
three can describe a row. Values lie in [0, 1], where the sigmoid output can reach
them. Only Python's standard library is used; its generator gives the same
numbers for a seed on every machine, and four decimals hide libm's last bit.
"""

import csv
import math
import random
import sys

ROWS = 2000
COLUMNS = [
    "load", "speed", "current", "voltage", "torque",
    "temperature", "pressure", "flow", "vibration", "noise",
]
FACTORS = 3
SEED = 1


def squash(value):
    return 1.0 / (1.0 + math.exp(-value))


def make_rows(generator):
    """Yields rows: each column is a squashed mixture of the factors, plus noise."""
    mixture = [[generator.gauss(0, 1) for _ in range(FACTORS)] for _ in COLUMNS]
    for _ in range(ROWS):
        factors = [generator.gauss(0, 1) for _ in range(FACTORS)]
        yield [
            squash(sum(w * f for w, f in zip(weights, factors)) + generator.gauss(0, 0.1))
            for weights in mixture
        ]


def main(path):
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in make_rows(random.Random(SEED)):
            writer.writerow(f"{value:.4f}" for value in row)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "data.csv")
