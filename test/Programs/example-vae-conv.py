"""vae-conv: its bound beats the mean image's likelihood, and what it draws looks like digits."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import cross_entropy, mean_predictor, mnist, nearest, split
from programs import MNIST, enter_workspace, expect, expect_below, expect_equal, finish_readme, run, start_readme, train
from results import png_pixels

EPOCHS = 2

enter_workspace()
images = mnist()
rows, held_out = split(images, 0.2)
program = start_readme("vae-conv")
lines = train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS)
terms = lines[-1]["objectives"]["elbo"]["validation_terms"]
mean_image = cross_entropy(rows.mean(0), held_out)
print(lines[-1]["validation"], mean_image, terms)
expect_below(lines[-1]["validation"], mean_image * 0.75, f"validation loss after {EPOCHS} epochs, of the mean image's")
expect(5 < terms["kl"] < 60, f"the divergence is {terms['kl']}, expected some nats a digit")
weights = open("vae_conv.safetensors", "rb").read()
finish_readme("vae-conv")
expect(open("vae_conv.safetensors", "rb").read() == weights, "an entry changed the weights")

run(program, "reconstruct", "--data", MNIST, "--rows", "8000:", "--out", "y.npy", "--normalized")
error = float(((np.load("y.npy").reshape(-1, 784) - held_out) ** 2).mean())
expect_below(error, mean_predictor(images) / 2, "squared error at the latents' means, of the mean image's")

# As bright as digits, and neither grey nor black.
pixels = png_pixels("samples.png")
expect(pixels.max() > 200 and 0.04 < pixels.mean() / 255 < 0.3, f"the samples' brightness is {pixels.mean()}")
run(program, "sample", "--count", 100, "--seed", 4, "--out", "a.npy", "--normalized")
made = np.load("a.npy")
expect_equal(made.shape, (100, 1, 28, 28), "the shape of samples")
run(program, "sample", "--count", 100, "--seed", 4, "--out", "b.npy", "--normalized", "--batch-size", 7)
expect((made == np.load("b.npy")).all(), "samples depend on the batch size")
shuffled = np.random.default_rng(0).permuted(images[:100], axis=1)
found = [nearest(values, images[:2000]) for values in (made.reshape(-1, 784), shuffled)]
print(error, found)
expect_below(found[0], found[1] / 2, "the samples' distance from digits, against that of shuffled pixels")
