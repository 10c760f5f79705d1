"""conv-denoise: of digits it has not seen, it removes most of the noise."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import mean_predictor, mnist, split
from programs import MNIST, enter_workspace, expect_below, expect_equal, finish_readme, start_readme, train

EPOCHS = 2

enter_workspace()
images = mnist()
_, clean = split(images, 0.2)
program = start_readme("conv-denoise")
noisy = np.load("noisy.npy").reshape(2000, 784) / np.float32(255)
train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS)
finish_readme("conv-denoise")
cleaned = np.load("cleaned.npy")
expect_equal(cleaned.shape, (2000, 1, 28, 28), "the shape of what reconstruct wrote")
# What is written is in original units, from 0 to 255.
error = float(((cleaned.reshape(2000, 784) / np.float32(255) - clean) ** 2).mean())
left = float(((noisy - clean) ** 2).mean())
print(error, left, mean_predictor(images))
expect_below(error, left / 4, f"error after {EPOCHS} epochs, of the noisy images'")
expect_below(error, mean_predictor(images) / 3, f"error after {EPOCHS} epochs, of the mean image's")
