"""embed-c: a C program scores rows as they come, as the compiled program does."""
# REQUIRES: numpy, cc
# RUN: %python %s %t
import csv
import shutil
import subprocess

import numpy as np
from programs import EXAMPLES, enter_workspace, expect, expect_equal, readme_commands, run

enter_workspace()
shutil.copy(EXAMPLES / "embed-c/score.c", ".")
for command in readme_commands("embed-c"):
    words = [word.replace("../anomaly-tabular", f"{EXAMPLES}/anomaly-tabular") for word in command]
    run("bash", "-c", " ".join(words))
run("./blocks", "score", "--data", "test.csv", "--without", "label", "--out", "expected.npy")
found = np.loadtxt("scores.txt", dtype=np.float32)
scores = np.load("expected.npy")[:, 0].astype(np.float32)  # labels are behind them
expect(found.tobytes() == scores.tobytes(), "the scores differ from the program's")
with open("test.csv") as file:
    expect_equal(len(found), len(list(csv.reader(file))) - 1, "the scored rows")

# A score comes as soon as its row is there.
row = "5,7,35,1.4,0.4,0.657,2.33,14,23,6\n"
with subprocess.Popen(["./score", "blocks.safetensors"], stdin=-1, stdout=-1, text=True) as host:
    for _ in range(3):
        host.stdin.write(row)
        host.stdin.flush()
        expect(float(host.stdout.readline()) > 0, "no score")
    host.stdin.close()
expect_equal(host.returncode, 0, "the status of score")

# What goes wrong has a text.
for text, weights, message in (
    ("1,2,3\n", "blocks.safetensors", "score: line 1 is not 10 numbers\n"),
    (row + row.strip() + ",1\n", "blocks.safetensors", "score: line 2 is not 10 numbers\n"),
    (row.replace("35", "nan"), "blocks.safetensors", "score: a value is one that the model does not take; row 1, "
     'column 3 of "block" (counted from 1) is not finite\n'),
    (row, "none", "score: the weights cannot be read or are no safetensors file; cannot read none: No such file or "
     "directory\n"),
):  # fmt: skip
    expect_equal(run("./score", weights, input=text, status=1).stderr, message, text)
expect_equal(run("./score", status=2).stderr, "usage: score WEIGHTS < rows.csv > scores.txt\n", "the usage")
