"""Two objectives against JAX from the same weights in the same order, and what neither may move.

An adversarial autoencoder in small: reconstruction on every batch by Adam, the critic on every
second one by Adam with a falling rate. Losses of an epoch may differ by 0.1% (see loss-curve.py):
a step counter, a schedule or a mean that counted batches instead of own steps exceeds that.
"""
# REQUIRES: jax, numpy, safetensors
# RUN: %python %s %t
import jax
import jax.numpy as jnp
import numpy as np
import steps
from baselines import digits
from programs import DIGITS, compile_model, enter_workspace, expect, expect_equal, run, train
from safetensors.numpy import load_file, save_file
from steps import Objective

DEFINITION = """
ae.model @adversarial batch_size 32 {
  ae.input @x : tensor<?x64xf32> scale 16
  ae.network @encoder(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 32 : tensor<?x64xf32>
    %1 = nn.tanh %0 : tensor<?x32xf32>
    %z = ae.dense %1, 4 : tensor<?x32xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.network @decoder(%z: tensor<?x4xf32>) {
    %y = ae.dense %z, 64 : tensor<?x4xf32>
    ae.return %y : tensor<?x64xf32>
  }
  ae.network @critic(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 16 : tensor<?x64xf32>
    %1 = nn.tanh %0 : tensor<?x16xf32>
    %d = ae.dense %1, 1 : tensor<?x16xf32>
    ae.return %d : tensor<?x1xf32>
  }
  ae.objective @rec(%x: tensor<?x64xf32>) trains [@encoder, @decoder] EVERY_REC with #ae.adam<learning_rate = 3.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x64xf32>
    %d = ae.apply @critic(%y) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %ones = nn.full_like %d, 1.0 : tensor<?x1xf32>
    %mse = nn.mse %y, %x : tensor<?x64xf32>
    %fool = nn.bce_with_logits %d, %ones : tensor<?x1xf32>
    ae.minimize %mse as "reconstruction" + 0.05 * %fool as "fooling" : tensor<?xf32>, tensor<?xf32>
  }
  ae.objective @judge(%x: tensor<?x64xf32>) trains [@critic] EVERY_JUDGE
      with #ae.adam<learning_rate = 1.0e-2, beta1 = 0.5, schedule = #ae.cosine> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x64xf32>
    %made = ae.apply @critic(%y) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %real = ae.apply @critic(%x) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %ones = nn.full_like %real, 1.0 : tensor<?x1xf32>
    %zeros = nn.full_like %made, 0.0 : tensor<?x1xf32>
    %right = nn.bce_with_logits %real, %ones : tensor<?x1xf32>
    %caught = nn.mse %made, %zeros : tensor<?x1xf32>
    %g = nn.gradient %real wrt %x : tensor<?x1xf32>, tensor<?x64xf32>
    %slope = nn.gradient_penalty %g target 1.0 : tensor<?x64xf32>
    ae.minimize %right as "real" + %caught as "made" + 0.1 * %slope as "slope"
        : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>
  }
}
"""
EPOCHS, BATCH = 4, 32


def write(path, rec="", judge="every 2"):
    with open(path, "w") as file:
        file.write(DEFINITION.replace("EVERY_REC", rec).replace("EVERY_JUDGE", judge))


def dense(w, name, x):
    return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]


def encode(w, x):
    return dense(w, "encoder.2", jnp.tanh(dense(w, "encoder.0", x)))


def judge_of(w, x):
    return dense(w, "critic.2", jnp.tanh(dense(w, "critic.0", x)))


def rec(w, x):
    y = dense(w, "decoder.0", encode(w, x))
    terms = jnp.array([((y - x) ** 2).mean(), jax.nn.softplus(-judge_of(w, y)).mean()])
    return terms[0] + 0.05 * terms[1], (terms, {})


def judge(w, x):
    y = dense(w, "decoder.0", encode(w, x))
    slopes = jax.grad(lambda x: judge_of(w, x).sum())(x)
    norms = jnp.sqrt((slopes**2).sum(1) + 1e-12)
    terms = jnp.array([jax.nn.softplus(-judge_of(w, x)).mean(), (judge_of(w, y) ** 2).mean(),
                       ((norms - 1) ** 2).mean()])
    return terms[0] + terms[1] + 0.1 * terms[2], (terms, {})


def expected_losses(w, x):
    """The mean terms of both objectives, an epoch at a time."""
    batches = -(-len(x) // BATCH)
    cosine = lambda batch: 1e-2 * (1 + np.cos(np.pi * (batch - 1) / (batches * EPOCHS))) / 2
    objectives = [Objective(rec, ("encoder", "decoder"), rate=lambda batch: 3e-3),
                  Objective(judge, ("critic",), every=2, beta1=0.5, rate=cosine)]
    return [terms for _, terms in steps.train(objectives, w, (x,), EPOCHS, BATCH)]


enter_workspace()
write("model.mlir")
program = compile_model("model.mlir")
info = run(program, "info").stdout
expect("learning rate 0.003, trains encoder, decoder with #ae.adam<learning_rate = 3.000000e-03>" in info, info)
expect("learning rate 0.01, on every 2. batch, trains critic with #ae.adam<" in info, info)

draw = np.random.default_rng(3)
shapes = {"encoder.0": (32, 64), "encoder.2": (4, 32), "decoder.0": (64, 4), "critic.0": (16, 64), "critic.2": (1, 16)}
weights = {}
for name, shape in shapes.items():
    weights[f"{name}.weight"] = draw.normal(0, shape[1] ** -0.5, shape).astype(np.float32)
    weights[f"{name}.bias"] = np.zeros(shape[0], np.float32)
save_file(weights, "init.safetensors")
options = ["--data", DIGITS, "--epochs", EPOCHS, "--no-shuffle", "--init", "init.safetensors"]
lines = train(program, *options)
# 1,797 rows are 56 batches of 32 and one of 5, so that every other epoch starts on an odd batch.
for line, terms in zip(lines, expected_losses(weights, digits()), strict=True):
    for name, values in zip(("rec", "judge"), terms):
        found = line["objectives"][name]["terms"]
        for (term, value), expected in zip(found.items(), values, strict=True):
            difference = abs(value / expected - 1)
            expect(difference < 1e-3, f"epoch {line['epoch']}: {name}.{term} {value}, in JAX {expected}")
expect_equal(lines[-1]["objectives"]["judge"]["steps"], EPOCHS * 57 // 2, "steps of the critic")
expect_equal(lines[-1]["steps"], EPOCHS * 57, "batches of the run")


def moved(rec, judge):
    """Networks that training changed by a bit or more; the other objective's batch never comes."""
    write("one.mlir", rec, judge)
    train(compile_model("one.mlir", "one"), *options, "--weights", "one.safetensors")
    after = load_file("one.safetensors")
    expect_equal(set(after), set(weights), "the tensors of the file")
    return {key.split(".")[0] for key in weights if after[key].tobytes() != weights[key].tobytes()}


expect_equal(moved("", "every 1000000"), {"encoder", "decoder"}, "what reconstruction moves")
expect_equal(moved("every 1000000", "every 1"), {"critic"}, "what the critic's objective moves")
