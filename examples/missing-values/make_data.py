#!/usr/bin/env python3
"""make_data.py DIGITS.npy OUT.csv: the bundled 8x8 digits with 40% of their pixels left empty.

Only Python's standard library is used, and its generator gives the same gaps on every machine.
"""

import ast
import pathlib
import random
import struct
import sys

SHARE = 0.4
SEED = 1


def read_bytes(path):
    """Rows of an .npy file of unsigned bytes."""
    data = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<H", data[8:10])
    rows, columns = ast.literal_eval(data[10 : 10 + length].decode())["shape"]
    pixels = data[10 + length :]
    return [pixels[at * columns : (at + 1) * columns] for at in range(rows)]


def main(source, path):
    generator = random.Random(SEED)
    with open(path, "w") as file:
        for row in read_bytes(source):
            cells = ["" if generator.random() < SHARE else str(value) for value in row]
            file.write(",".join(cells) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
