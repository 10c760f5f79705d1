"""beta-vae: a dearer divergence is a smaller one; its weight rises as the schedule says."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import math

from baselines import mnist
from programs import (
    MNIST,
    compile_model,
    enter_workspace,
    example,
    expect,
    expect_below,
    finish_readme,
    start_readme,
    train,
)

EPOCHS, BATCH = 5, 128


def last_terms(program, *options):
    lines = train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS, *options)
    return lines, lines[-1]["objectives"]["elbo"]["validation_terms"]


enter_workspace()
program = start_readme("beta-vae")
lines, terms = last_terms(program)
# The weight at the end of an epoch, when it is validated.
steps = math.ceil(len(mnist()) * 0.8 / BATCH)
for line in lines:
    done = (line["epoch"] * steps - 1) / steps
    values = line["objectives"]["elbo"]["validation_terms"]
    total = values["reconstruction"] + 4 * min(done / 4, 1) * values["kl"]
    expect(abs(total / line["validation"] - 1) < 1e-5, f"epoch {line['epoch']}: {line['validation']}, not {total}")
finish_readme("beta-vae")

definition = example("beta-vae").read_text()
with open("plain.mlir", "w") as file:
    file.write(definition.replace("4.0 * %kl", "%kl"))
_, plain = last_terms(compile_model("plain.mlir", "plain"), "--weights", "plain.safetensors")
expect_below(terms["kl"], plain["kl"] * 0.75, "the divergence")
expect_below(plain["reconstruction"], terms["reconstruction"], "the reconstruction of the plain model")
