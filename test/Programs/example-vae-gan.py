"""vae-gan: reconstruction beside a judge, and draws of the prior that look like digits."""
# REQUIRES: numpy
# RUN: %python %s %t
import math

import numpy as np
from baselines import mean_predictor, mnist, nearest, split
from programs import MNIST, enter_workspace, expect, expect_below, expect_equal, finish_readme, run, start_readme, train

EPOCHS = 2

enter_workspace()
images = mnist()
_, held_out = split(images, 0.2)
program = start_readme("vae-gan")
lines = train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS)
finish_readme("vae-gan")
elbo, judgement = (lines[-1]["objectives"][name] for name in ("elbo", "judgement"))
# 125 batches an epoch; the discriminator steps on every second one of the run.
expect_equal((lines[-1]["steps"], judgement["steps"]), (125 * EPOCHS, 125 * EPOCHS // 2), "steps")

run(program, "reconstruct", "--data", MNIST, "--rows", "8000:", "--out", "y.npy", "--normalized")
error = float(((np.load("y.npy").reshape(-1, 784) - held_out) ** 2).mean())
run(program, "sample", "--count", 100, "--seed", 4, "--out", "a.npy", "--normalized")
shuffled = np.random.default_rng(0).permuted(images[:100], axis=1)
found = [nearest(values, images[:2000]) for values in (np.load("a.npy").reshape(-1, 784), shuffled)]
print(error, mean_predictor(images), found, elbo, judgement)
expect_below(error, mean_predictor(images) / 2, "squared error at the latents' means, of the mean image's")
expect_below(found[0], found[1] * 2 / 3, "the samples' distance from digits, against that of shuffled pixels")
# It tells pictures apart better than a coin, and not so well that nothing is left to learn.
terms = judgement["terms"]
doubt = terms["real"] + (terms["reconstructed"] + terms["drawn"]) / 2
expect(0.1 < doubt < 2 * math.log(2), f"the discriminator's loss is {doubt:.3f}")
