#!/usr/bin/env python3
"""Writes the generated data of this example: data.npy, 4,096 x 28 float32.

A row is 28 samples of a signal in [0, 1]: two sine waves of random frequency, phase
and height, plus a little noise. Only Python's standard library is used, and values
are rounded to 1/4096, so that every machine writes the same bytes.
"""

import math
import random
import struct
import sys

ROWS, COLUMNS = 4096, 28
SEED = 1


def make_row(generator):
    """Returns 28 samples; the heights sum to less than 0.5, which keeps [0, 1]."""
    waves = [
        (generator.uniform(0.05, 0.22), generator.uniform(0.5, 4), generator.uniform(0, 2 * math.pi))
        for _ in range(2)
    ]
    row = []
    for column in range(COLUMNS):
        angle = 2 * math.pi * column / COLUMNS
        signal = sum(height * math.sin(frequency * angle + phase) for height, frequency, phase in waves)
        noisy = 0.5 + signal + generator.uniform(-0.02, 0.02)
        row.append(round(noisy * 4096) / 4096)
    return row


def npy_header(rows, columns):
    """Returns the header of a version 1.0 .npy file, padded to 64 bytes."""
    text = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}"
    text += " " * (-(10 + len(text) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


def main(path):
    generator = random.Random(SEED)
    with open(path, "wb") as file:
        file.write(npy_header(ROWS, COLUMNS))
        for _ in range(ROWS):
            file.write(struct.pack(f"<{COLUMNS}f", *make_row(generator)))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "data.npy")
