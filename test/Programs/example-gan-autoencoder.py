"""gan-autoencoder: reconstruction beside an adversary that neither wins."""
# REQUIRES: numpy
# RUN: %python %s %t
import math

from baselines import digits, principal_components
from programs import DIGITS, enter_workspace, expect, expect_below, expect_equal, finish_readme, start_readme, train

EPOCHS = 30

enter_workspace()
program = start_readme("gan-autoencoder")
lines = train(program, "--data", DIGITS, "--validation", "0.2", "--epochs", EPOCHS)
finish_readme("gan-autoencoder")
generation, judgement = (lines[-1]["objectives"][name] for name in ("generation", "judgement"))
error = generation["validation_terms"]["error"]
print(error, principal_components(digits(), 10), generation, judgement)
expect_below(error, principal_components(digits(), 10), "test error, against ten principal components")
# 23 batches an epoch; the discriminator steps on every second one of the run.
expect_equal((lines[-1]["steps"], judgement["steps"]), (23 * EPOCHS, 23 * EPOCHS // 2), "steps")
# It tells pictures apart better than a coin, and not so well that nothing is left to learn.
doubt = judgement["terms"]["real"] + judgement["terms"]["made"]
expect(0.1 < doubt < 2 * math.log(2), f"the discriminator's loss is {doubt:.3f}")
