"""text-char: a licence by a VAE, better than the frequencies of its characters; samples are text."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from programs import EXAMPLES, enter_workspace, expect, expect_below, expect_equal, finish_readme, run, start_readme, train

LENGTH, EPOCHS = 16, 12
TEXT = EXAMPLES / "data/text/Apache-2.0.txt"


def characters(path):
    return np.frombuffer(path.read_bytes(), np.uint8)


def nats_of_pairs(text, lines):
    """Cross-entropy of a character behind another, by the pairs of `text`."""
    pairs = np.full((128, 128), 0.05)
    np.add.at(pairs, (text[:-1], text[1:]), 1)
    pairs /= pairs.sum(1, keepdims=True)
    return -np.log(pairs[lines[:, :-1], lines[:, 1:]]).mean()


enter_workspace()
program = start_readme("text-char")
text = characters(TEXT)
shares = np.bincount(text, minlength=128) / text.size
entropy = -(shares[shares > 0] * np.log(shares[shares > 0])).sum()
lines = train(program, "--data", TEXT, "--stride", 2, "--validation", "0.2", "--epochs", EPOCHS)
terms = lines[-1]["objectives"]["elbo"]["validation_terms"]
expect_below(terms["characters"] / LENGTH, 0.75 * entropy, f"cross-entropy a character after {EPOCHS} epochs")
expect(0.05 < terms["kl"] / LENGTH < 4, f"the divergence is {terms['kl']:.2f}")
# The weight of the divergence rises over 50 epochs, a step at a time.
first = lines[0]["objectives"]["elbo"]["terms"]
expect(lines[0]["loss"] < first["characters"] + 0.05 * first["kl"], "the weight does not rise from 0")
finish_readme("text-char")

# What comes back is the text's length in whole windows, a byte a byte.
with open("reconstructed.txt", "rb") as file:
    made = np.frombuffer(file.read(), np.uint8)
expect_equal(len(made), len(text) // LENGTH * LENGTH, "the length of the text that comes back")
right = (made == text[: len(made)]).mean()
expect(right > shares.max() + 0.1, f"{right:.2f} of the characters come back, the most frequent is {shares.max():.2f}")

run(program, "sample", "--count", 200, "--seed", 1, "--out", "many.txt")
with open("many.txt", "rb") as file:
    samples = np.frombuffer(file.read(), np.uint8).reshape(200, LENGTH + 1)
expect((samples[:, LENGTH] == ord("\n")).all(), "a sample is not a line")
draws = np.random.default_rng(0).choice(128, size=(400, LENGTH), p=shares)
expect_below(
    nats_of_pairs(text, samples[:, :LENGTH]), 0.9 * nats_of_pairs(text, draws), "cross-entropy of the samples' pairs"
)
shown = run(program, "sample", "--count", 200, "--seed", 1, "--out", "-.txt").stdout
expect_equal(shown.encode(), samples.tobytes(), "samples on standard output")
