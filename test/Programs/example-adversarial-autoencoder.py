"""adversarial-autoencoder: codes become draws of the prior, and draws become digits."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import digits, nearest, principal_components
from programs import (
    DIGITS,
    compile_model,
    enter_workspace,
    example,
    expect,
    expect_below,
    finish_readme,
    run,
    start_readme,
    train,
)

EPOCHS = 40


def excess(z):
    """How far the codes' means and deviations are from 0 and 1."""
    return float(np.abs(z.mean(0)).mean() + np.abs(z.std(0) - 1).mean())


def codes(program, weights):
    run(program, "encode", "--data", DIGITS, "--out", "z.npy", "--weights", weights)
    return np.load("z.npy")


enter_workspace()
images = digits()
program = start_readme("adversarial-autoencoder")
lines = train(program, "--data", DIGITS, "--validation", "0.2", "--epochs", EPOCHS)
finish_readme("adversarial-autoencoder")
run(program, "sample", "--count", 200, "--out", "new.npy", "--normalized")
samples = np.load("new.npy")
prior = excess(codes(program, "adversarial.safetensors"))

# The same without the critic's advice to the encoder.
with open("plain.mlir", "w") as file:
    file.write(example("adversarial-autoencoder").read_text().replace("@deception(%x: tensor<?x64xf32>) trains [@encoder] with",
        "@deception(%x: tensor<?x64xf32>) trains [@encoder] every 1000000 with"))
plain = compile_model("plain.mlir", "plain")
train(plain, "--data", DIGITS, "--validation", "0.2", "--epochs", EPOCHS, "--weights", "plain.st")
run(plain, "sample", "--count", 200, "--out", "plain.npy", "--normalized", "--weights", "plain.st")
without = excess(codes(plain, "plain.st"))

noise = np.random.default_rng(0).permuted(images[:200], axis=0)
found = [nearest(values, images) for values in (samples, np.load("plain.npy"), noise)]
print(lines[-1]["validation"], principal_components(images, 6), prior, without, found)
expect_below(lines[-1]["validation"], 1.1 * principal_components(images, 6), "test error, against six principal components")
expect_below(prior, without / 3, "the codes' distance from the prior, against that without a critic")
expect_below(found[0], found[2] / 2, "samples' distance from digits, against that of shuffled pixels")
expect_below(found[0], found[1], "samples' distance from digits, against that of a plain autoencoder's")
