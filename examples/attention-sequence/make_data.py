"""Days of the bundled taxi series: every window of 48 half hours that begins at a full hour,
in 10,000 passengers, [5137, 48, 1]. Needs nothing but Python.
Usage: make_data.py nyc_taxi.csv days.npy"""

import array
import csv
import sys

with open(sys.argv[1], newline="") as file:
    trips = [float(row["value"]) / 10_000 for row in csv.DictReader(file)]
starts = range(0, len(trips) - 47, 2)
shape = f"({len(starts)}, 48, 1)"
header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"
with open(sys.argv[2], "wb") as file:
    # The .npy format, version 1: the header ends at a multiple of 64 bytes.
    file.write(b"\x93NUMPY\x01\x00" + (118).to_bytes(2, "little") + header.ljust(117).encode() + b"\n")
    for start in starts:
        array.array("f", trips[start : start + 48]).tofile(file)
