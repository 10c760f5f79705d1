"""conv-upsample: 49 numbers, a picture of 7x7, keep most of a digit it has not seen."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import mean_predictor, mnist, split
from programs import MNIST, enter_workspace, expect_below, expect_equal, finish_readme, run, start_readme, train

EPOCHS = 3

enter_workspace()
images = mnist()
_, held_out = split(images, 0.2)
program = start_readme("conv-upsample")
train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS)
finish_readme("conv-upsample")
expect_equal(np.load("latents.npy").shape, (10000, 1, 7, 7), "the shape of latents.npy")
run(program, "reconstruct", "--data", MNIST, "--normalized", "--out", "y.npy")
error = float(((np.load("y.npy").reshape(-1, 784)[-2000:] - held_out) ** 2).mean())
print(error, mean_predictor(images))
expect_below(error, mean_predictor(images) / 3, f"test error after {EPOCHS} epochs, of the mean image's")
