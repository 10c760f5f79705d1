"""compress-table: every cell within the error that is asked for, shorter than gzip."""
# REQUIRES: numpy
# RUN: %python %s %t
import csv

import numpy as np
from compression import compress, entropy_bytes, expect_small_frame
from programs import enter_workspace, expect, expect_below, finish_readme, run, start_readme, train

enter_workspace()
program = start_readme("compress-table")
train(program, "--data", "data.csv", "--rows", ":1600")
with open("data.csv") as file:
    rows = list(csv.reader(file))
test = np.array(rows[1601:], float)
for error in (0.02, 0.005, 0.0):
    found = compress(program, "--data", "data.csv", "--rows", "1600:", "--out", "t.aec", "--max-error", error)
    run(program, "decompress", "--data", "t.aec", "--out", "again.csv")
    with open("again.csv") as file:
        again = list(csv.reader(file))
    expect(again[0] == rows[0], "the columns are named otherwise")
    apart = np.abs(np.array(again[1:], float) - test).max()
    expect(apart <= error + 1e-12, f"a cell is {apart} off, asked for {error}")
    expect_small_frame(found)
    expect_below(found["bytes"], 0.75 * found["gzip"], f"bytes with an error of {error} beside gzip")
    # Behind the last digit there is none: 0.5 is written 0.5000 in the file and 0.5 again.
    expect(error or [[float(c) for c in row] for row in again[1:]] == test.tolist(), "cells differ")

# Without corrections the latents are all there is; of many rows a header is little.
found = compress(program, "--data", "data.csv", "--out", "all.aec", "--max-error", "0.005")
expect(found["bytes"] < 1.02 * found["estimate"], found["text"])
run(program, "encode", "--data", "data.csv", "--out", "latents.npy")
entropy = entropy_bytes("table.safetensors", np.load("latents.npy"))
expect(abs(found["estimate"] - found["corrections"] - entropy) < 3, f"{found['text']}{entropy}")
finish_readme("compress-table")
