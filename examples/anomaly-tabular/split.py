"""Splits pageblocks.csv: text blocks of every second row to train.csv, all other rows to test.csv.

What is trained on holds no anomaly, and what is tested on was not trained on.
"""

import csv
import sys

with open(sys.argv[1], newline="") as file:
    header, *rows = csv.reader(file)
for name, wanted in (
    ("train.csv", [row for row in rows[::2] if row[-1] == "0"]),
    ("test.csv", rows[1::2]),
):
    with open(name, "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *wanted])
