"""lstm-sequence: digits row by row by an LSTM, better than a tenth of the mean's error."""
# REQUIRES: numpy
# RUN: %python %s %t
from baselines import digits, mean_predictor
from programs import DIGITS, enter_workspace, expect_below, finish_readme, start_readme, train

enter_workspace()
program = start_readme("lstm-sequence")
lines = train(program, "--data", DIGITS, "--validation", "0.2", "--epochs", "10")
expect_below(lines[-1]["validation"], mean_predictor(digits()) / 2, "test error after 10 epochs")
finish_readme("lstm-sequence")
