"""lstm-sequence: digits row by row by an LSTM, better than as many principal components."""
# REQUIRES: numpy
# RUN: %python %s %t
from baselines import digits, principal_components
from programs import DIGITS, enter_workspace, expect_below, finish_readme, start_readme, train

enter_workspace()
program = start_readme("lstm-sequence")
lines = train(program, "--data", DIGITS, "--validation", "0.2", "--epochs", "30")
expect_below(lines[-1]["validation"], 0.75 * principal_components(digits(), 10), "test error after 30 epochs")
finish_readme("lstm-sequence")
