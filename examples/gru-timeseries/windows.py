#!/usr/bin/env python3
"""Writes windows of a CSV's column as .npy: python3 windows.py nyc_taxi.csv data.npy

A window is a day, 48 half hours, and the next one begins 12 later, so that no hour of the
day is always first. Values are (passengers - 15,000) / 7,000: near the mean and the
deviation of the series. Only Python's standard library is used.
"""

import csv
import struct
import sys

LENGTH, STEP = 48, 12


def npy_header(shape):
    """Returns the header of a version 1.0 .npy file of float32, padded to 64 bytes."""
    text = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"
    text += " " * (-(10 + len(text) + 1) % 64) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode()


def main(source, path):
    with open(source) as file:
        values = [(float(row["value"]) - 15000.0) / 7000.0 for row in csv.DictReader(file)]
    starts = range(0, len(values) - LENGTH + 1, STEP)
    with open(path, "wb") as file:
        file.write(npy_header((len(starts), LENGTH, 1)))
        for start in starts:
            file.write(struct.pack(f"<{LENGTH}f", *values[start : start + LENGTH]))


if __name__ == "__main__":
    main(*sys.argv[1:])
