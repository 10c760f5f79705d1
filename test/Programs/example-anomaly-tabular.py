"""anomaly-tabular: the error of a network that saw text blocks alone tells what is no text."""
# REQUIRES: numpy
# RUN: %python %s %t
import csv

import numpy as np
from programs import EXAMPLES, enter_workspace, expect, expect_equal, finish_readme, run, start_readme

enter_workspace()
program = start_readme("anomaly-tabular")
run(program, "train", "--data", "train.csv", "--without", "label")
finish_readme("anomaly-tabular")

with open("test.csv") as file:
    labels = np.array([row["label"] == "1" for row in csv.DictReader(file)])
with open("scores.csv") as file:
    rows = list(csv.DictReader(file))
scores = np.array([float(row["score"]) for row in rows])
expect_equal([int(row["index"]) for row in rows], list(range(len(labels))), "the rows that are scored")

# The probability that an anomaly scores higher than a text block. Chance is 0.5, and 0.972 was
# measured with each of three seeds.
auc = (scores[labels][:, None] > scores[~labels]).mean()
expect(auc > 0.95, f"AUC {auc}")
printed = run("python3", EXAMPLES / "anomaly-tabular/auc.py", "scores.csv", "test.csv").stdout
expect_equal(printed, f"AUC {auc:.4f}\n", "what auc.py prints")
expect(len(np.unique(scores)) > 16, "the scores do not tell rows apart")
