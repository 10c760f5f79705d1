"""denoising-dense: disturbed images it has not seen come out cleaner than they went in."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import mean_predictor, mnist, split
from programs import MNIST, enter_workspace, expect_below, finish_readme, run, start_readme, train

EPOCHS = 6

enter_workspace()
images = mnist()
_, clean = split(images, 0.2)
program = start_readme("denoising-dense")
train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS)
draw = np.random.default_rng(0)
noisy = clean * (draw.uniform(size=clean.shape) > 0.3) + 0.1 * draw.normal(size=clean.shape)
np.save("noisy.npy", noisy.astype(np.float32))
run(program, "reconstruct", "--data", "noisy.npy", "--out", "cleaned.npy")
error = float(((np.load("cleaned.npy") - clean) ** 2).mean())
expect_below(error, ((noisy - clean) ** 2).mean() * 0.5, f"error after {EPOCHS} epochs, of the noisy images'")
expect_below(error, mean_predictor(images) * 0.3, f"error after {EPOCHS} epochs, of the mean image's")
finish_readme("denoising-dense")
