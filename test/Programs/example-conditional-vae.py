"""conditional-vae: what is asked for is what is drawn."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import digits
from programs import (
    DIGITS,
    enter_workspace,
    expect,
    expect_equal,
    finish_readme,
    run,
    start_readme,
    train,
)

EPOCHS = 30
LABELS = DIGITS.parent / "labels.npy"
DATA = ("--data", f"x={DIGITS}", "--data", f"label={LABELS}")

enter_workspace()
images, labels = digits(), np.load(LABELS)
program = start_readme("conditional-vae")
lines = train(program, *DATA, "--validation", "0.2", "--epochs", EPOCHS)
finish_readme("conditional-vae")

# Samples of each class, told apart by the nearest mean image: chance is 0.1. Of real digits
# that rule gets 0.9 right.
means = np.stack([images[labels == digit].mean(0) for digit in range(10)])


def told(pictures):
    return ((pictures[:, None] - means[None]) ** 2).sum(2).argmin(1)


right = []
for digit in range(10):
    run(program, "sample", "--condition", digit, "--count", 50, "--seed", 3, "--out", "few.npy", "--normalized")
    few = np.load("few.npy")
    expect_equal(few.shape, (50, 64), "the shape of the samples")
    expect(few.std(0).mean() > 0.02, f"all samples of {digit} are alike")
    right.append((told(few) == digit).mean())
print(np.mean(right), right, (told(images) == labels).mean(), lines[-1]["validation"])
expect(np.mean(right) > 0.7, f"{np.mean(right):.2f} of the samples are what was asked for, expected 0.7")

# The same code with another label is another digit.
run(program, "encode", *DATA, "--out", "z.npy")
other = (labels + 1) % 10
np.save("other.npy", other)
run(program, "decode", "--data", "z=z.npy", "--data", "label=other.npy", "--out", "other_digits.npy", "--normalized")
expect((told(np.load("other_digits.npy")) == other).mean() > 0.6, "codes hold the class")

# One row of labels more, and a class that is none.
np.save("more.npy", np.append(labels, 0))
failed = run(program, "train", "--data", f"x={DIGITS}", "--data", "label=more.npy", status=1)
expect_equal(failed.stderr, f"error: more.npy has 1798 samples, {DIGITS} has 1797; inputs need the same number\n", "the message")
np.save("ten.npy", np.full(1797, 10))
failed = run(program, "train", "--data", f"x={DIGITS}", "--data", "label=ten.npy", status=1)
expect_equal(failed.stderr, 'error: ten.npy: row 1, column 1 (counted from 1) is class 10; input "label" takes 0 to 9\n', "the message")
failed = run(program, "sample", "--condition", 10, "--out", "no.npy", status=1)
expect_equal(failed.stderr, 'error: --condition 10: row 1, column 1 (counted from 1) is class 10; input "label" takes 0 to 9\n', "the message")
failed = run(program, "sample", "--condition", "three", "--out", "no.npy", status=2)
expect("--condition \"three\" for \"label\": expected a number, such as a class" in failed.stderr, failed.stderr)
failed = run(program, "sample", "--condition", 3, "--data", LABELS, "--out", "no.npy", status=2)
expect("--condition and --data say the same thing; give one" in failed.stderr, failed.stderr)
