"""vae-dense: the bound beats the mean image's likelihood, and the prior gives digits."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import cross_entropy, mnist, split
from programs import (
    MNIST,
    enter_workspace,
    expect,
    expect_below,
    expect_equal,
    finish_readme,
    run,
    start_readme,
    train,
)

EPOCHS = 4


def sample(name, *options):
    run(program, "sample", "--out", f"{name}.npy", *options)
    return np.load(f"{name}.npy")


enter_workspace()
images = mnist()
rows, held_out = split(images, 0.2)
program = start_readme("vae-dense")
lines = train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS)
mean_image = cross_entropy(rows.mean(0), held_out)
# Nearest prediction without a latent: what the bound must be well below.
expect_below(lines[-1]["validation"], mean_image * 0.72, f"validation loss after {EPOCHS} epochs")
terms = lines[-1]["objectives"]["elbo"]["validation_terms"]
expect(5 < terms["kl"] < 60, f"the divergence is {terms['kl']}, expected some nats a digit")

# Scores are reconstruction losses, latents at their mean.
run(program, "score", "--data", MNIST, "--out", "scores.npy")
run(program, "reconstruct", "--data", MNIST, "--out", "y.npy", "--normalized")
expected = cross_entropy(np.load("y.npy").reshape(-1, 784)[-2000:], held_out)
expect(abs(np.load("scores.npy")[-2000:, 0].mean() / expected - 1) < 1e-4, "scores are not the images' losses")
expect(abs(terms["reconstruction"] / expected - 1) < 1e-4, "validation is not at the latents' means")

# Samples are functions of the seed, whatever the batch and threads.
made = sample("a", "--count", 100, "--seed", 4)
expect_equal(made.shape, (100, 784), "the shape of samples")
for name, options in (("b", ("--batch-size", 7)), ("c", ("--threads", 1))):
    expect((made == sample(name, "--count", 100, "--seed", 4, *options)).all(), f"samples differ with {options}")
expect((made[:10] == sample("d", "--count", 10, "--seed", 4)).all(), "fewer samples are other samples")
expect((made != sample("e", "--count", 100, "--seed", 5)).any(), "another seed gives the same samples")
# They look like digits: as bright, and nearer to some real one than the mean image is.
scale = 255 if made.max() > 1 else 1
made = made / scale
expect(0.5 < made.mean() / images.mean() < 2, f"samples have brightness {made.mean()}")
near = np.sqrt(((made[:, None] - images[None, :2000]) ** 2).sum(2).min(1)).mean()
expect_below(near, np.sqrt(((images.mean(0) - images[:2000]) ** 2).sum(1)).mean(), "distance to the nearest digit")
finish_readme("vae-dense")
