"""gru-timeseries: days that begin at any hour, better than by as many principal components."""
# REQUIRES: numpy
# RUN: %python %s %t
import csv

import numpy as np
from baselines import principal_components, split
from programs import EXAMPLES, enter_workspace, expect_below, finish_readme, start_readme, train

DATA = EXAMPLES / "data/timeseries/nyc_taxi.csv"

enter_workspace()
program = start_readme("gru-timeseries")
with open(DATA) as file:
    values = np.array([float(row["value"]) for row in csv.DictReader(file)])
windows = np.lib.stride_tricks.sliding_window_view(values, 48)[::2]
rows, _ = split(windows, 0.2)
windows = (windows - rows.mean(0)) / rows.std(0)
options = ("--columns", "value", "--window", 48, "--stride", 2, "--validation", "0.2")
lines = train(program, "--data", DATA, *options)
# 0.0266 against 0.0332 measured.
expect_below(lines[-1]["validation"], 0.9 * principal_components(windows, 8), "test error after 60 epochs")
finish_readme("gru-timeseries")
