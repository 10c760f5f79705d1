"""text-char: windows of a licence, better than the frequencies of its characters."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from programs import enter_workspace, expect_below, finish_readme, start_readme, train

enter_workspace()
program = start_readme("text-char")
tokens = np.load("tokens.npy")
shares = np.bincount(tokens.ravel(), minlength=96) / tokens.size
entropy = -(shares[shares > 0] * np.log(shares[shares > 0])).sum()
lines = train(program, "--data", "tokens.npy", "--validation", "0.2", "--epochs", "24")
expect_below(lines[-1]["validation"], 0.9 * entropy, "cross-entropy after 24 epochs")
finish_readme("text-char")
