"""tabular: a CSV with a header; encode and decode are used on their own."""
# REQUIRES: numpy
# RUN: %python %s %t
import csv

import numpy as np
from baselines import mean_predictor
from programs import (
    enter_workspace,
    expect,
    expect_below,
    expect_equal,
    finish_readme,
    run,
    start_readme,
    train,
)
from results import check_entries

enter_workspace()
program = start_readme("tabular")
data = "data.csv"
rows = np.loadtxt(data, delimiter=",", skiprows=1, dtype=np.float32)
for seed in range(3):
    lines = train(program, "--data", data, "--validation", "0.2", "--seed", seed)
    expect_below(lines[-1]["validation"], mean_predictor(rows) / 10, f"test error with seed {seed}")
check_entries(program, data, rows, 3, "machine.safetensors")
finish_readme("tabular")

# The columns keep their names where a result has the input's units.
run(program, "reconstruct", "--data", data, "--out", "again.csv")
run(program, "encode", "--data", data, "--out", "z.csv")
with open(data) as given, open("again.csv") as again, open("z.csv") as latents:
    expect_equal(next(csv.reader(again)), next(csv.reader(given)), "the header of again.csv")
    expect_equal(len(next(csv.reader(latents))), 3, "the columns of z.csv")

# Three latent values of our own give ten readings.
with open("mine.csv", "w") as file:
    file.write("0,0,0\n1,0.5,2\n")
run(program, "decode", "--data", "mine.csv", "--out", "mine.npy")
readings = np.load("mine.npy")
expect_equal(readings.shape, (2, 10), "the shape of what decode wrote")
expect(readings.min() >= 0 and readings.max() <= 1, "readings are outside of [0, 1]")
