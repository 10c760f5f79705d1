"""The same seed gives the same bytes: again, on one thread and on two, and resumed."""
# RUN: %python %s %t
import os

from programs import MNIST, compile_model, enter_workspace, example, expect, expect_equal, train


def weights(program, name, *options):
    """Trains one epoch and returns the bytes of the weights file."""
    train(program, "--data", MNIST, "--epochs", 1, "--weights", name, *options)
    with open(name, "rb") as file:
        return file.read()


enter_workspace()
program = compile_model(example("mnist-deep"))
first = weights(program, "first.st", "--threads", 1)
expect(weights(program, "two.st", "--threads", 2) == first, "two threads give other weights than one")
expect(weights(program, "again.st", "--threads", 2) == first, "training twice gives other weights")
expect(weights(program, "other.st", "--seed", 1) != first, "another seed gives the same weights")
expect(weights(program, "kept.st", "--no-shuffle") != first, "--no-shuffle changes nothing")

# A program compiled again is the same file, and its folder does not matter.
os.mkdir("elsewhere")
compile_model(example("mnist-deep"), "elsewhere/model")
with open("model", "rb") as one, open("elsewhere/model", "rb") as two:
    expect_equal(one.read() == two.read(), True, "compiling twice gives the same program")
