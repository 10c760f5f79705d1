#!/usr/bin/env python3
"""Writes noisy.npy: the last 2,000 bundled digits, which training leaves out, disturbed.

Noise is Gaussian with a deviation of half the range, cut to the range, as in training: what a
pixel was can only be told from its neighbours. Only Python's standard library is used; its
generator gives the same numbers for a seed on every machine, and rounding to integers hides
libm's last bit.
"""

import gzip
import random
import sys

ROWS = 2000
PIXELS = 28 * 28
DEVIATION = 0.5 * 255
SEED = 1


def write_npy(path, data):
    """Bytes as an array of shape [rows, 1, 28, 28], in NumPy's format 1.0."""
    shape = (len(data) // PIXELS, 1, 28, 28)
    header = str({"descr": "|u1", "fortran_order": False, "shape": shape})
    header += " " * (-(len(header) + 11) % 64) + "\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() + data)


def main(source, path):
    with gzip.open(source) as file:
        clean = file.read()[-ROWS * PIXELS :]
    gauss = random.Random(SEED).gauss
    write_npy(path, bytes(min(max(round(value + gauss(0, DEVIATION)), 0), 255) for value in clean))


if __name__ == "__main__":
    main(*sys.argv[1:])
