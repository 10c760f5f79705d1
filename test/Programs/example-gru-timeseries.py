"""gru-timeseries: days of a time series by a GRU, better than the mean day."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import mean_predictor
from programs import enter_workspace, expect_below, finish_readme, start_readme, train

enter_workspace()
program = start_readme("gru-timeseries")
windows = np.load("data.npy").reshape(-1, 48)
lines = train(program, "--data", "data.npy", "--validation", "0.2", "--epochs", "60")
# Windows begin at four hours of the day: the mean knows none of them.
expect_below(lines[-1]["validation"], mean_predictor(windows) / 5, "test error after 60 epochs")
finish_readme("gru-timeseries")
