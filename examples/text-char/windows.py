#!/usr/bin/env python3
"""Writes windows of a text as .npy: python3 windows.py Apache-2.0.txt tokens.npy

A window is 24 characters, and the next one begins 4 later. Index 0 is the space, the
others follow as ASCII does; runs of white space are one space, other characters are
left out. Only Python's standard library is used.
"""

import struct
import sys

LENGTH, STEP = 24, 4


def npy_header(shape):
    """Returns the header of a version 1.0 .npy file of int64, padded to 64 bytes."""
    text = f"{{'descr': '<i8', 'fortran_order': False, 'shape': {shape}, }}"
    text += " " * (-(10 + len(text) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


def main(source, path):
    with open(source) as file:
        text = " ".join(file.read().split())
    tokens = [ord(letter) - 32 for letter in text if 32 <= ord(letter) < 127]
    starts = range(0, len(tokens) - LENGTH + 1, STEP)
    with open(path, "wb") as file:
        file.write(npy_header((len(starts), LENGTH)))
        for start in starts:
            file.write(struct.pack(f"<{LENGTH}q", *tokens[start : start + LENGTH]))


if __name__ == "__main__":
    main(*sys.argv[1:])
