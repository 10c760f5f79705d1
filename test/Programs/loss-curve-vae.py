"""From the same weights, order and draws, the losses of a VAE and of batch norm are JAX's.

Draws are made again in NumPy from the documented counters (test/Numerics/support/philox.py), so
that the curves may differ by rounding alone. Epoch losses agree to 0.1%, which a wrong gradient,
a draw at another place or a statistic of another batch exceeds at once.
"""
# REQUIRES: jax
# RUN: %python %s %t
import pathlib
import sys

import jax
import jax.numpy as jnp
import numpy as np
from baselines import digits, split
from dense import permutation
from programs import DIGITS, compile_model, enter_workspace, expect, expect_equal, run, train
from safetensors.numpy import load_file, save_file

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "Numerics/support"))
import philox

VAE = """ae.model @vae {
  ae.input @x : tensor<?x64xf32> scale 16
  ae.network @encoder(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 48 as @fc1 : tensor<?x64xf32>
    %1 = ae.batch_norm %0 as @bn : tensor<?x48xf32>
    %2 = nn.relu %1 : tensor<?x48xf32>
    %mean = ae.dense %2, 8 as @mean : tensor<?x48xf32>
    %logvar = ae.dense %2, 8 as @logvar : tensor<?x48xf32>
    ae.return %mean, %logvar : tensor<?x8xf32>, tensor<?x8xf32>
  }
  ae.network @decoder(%z: tensor<?x8xf32>) {
    %0 = ae.dense %z, 48 as @fc3 : tensor<?x8xf32>
    %1 = ae.layer_norm %0 as @ln : tensor<?x48xf32>
    %2 = ae.group_norm %1, 4 as @gn : tensor<?x48xf32>
    %3 = nn.relu %2 : tensor<?x48xf32>
    %4 = ae.dropout %3, 0.2 : tensor<?x48xf32>
    %5 = ae.dense %4, 64 as @fc4 : tensor<?x48xf32>
    ae.return %5 : tensor<?x64xf32>
  }
  ae.objective @elbo(%x: tensor<?x64xf32>) trains [@encoder, @decoder] with #ae.sgd<learning_rate = 0.01> {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> (tensor<?x8xf32>, tensor<?x8xf32>)
    %z = ae.reparameterize %mean, %logvar : tensor<?x8xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x8xf32>) -> tensor<?x64xf32>
    %bce = nn.bce_with_logits %y, %x reduce batch_mean : tensor<?x64xf32>
    %kl = nn.kl_normal %mean, %logvar : tensor<?x8xf32>
    ae.minimize %bce as "reconstruction" + 0.5 * %kl as "kl" schedule(#ae.warmup<epochs = 2.0>)
        : tensor<?xf32>, tensor<?xf32>
  }
}"""
LAYERS = {"encoder.fc1": (64, 48), "encoder.mean": (48, 8), "encoder.logvar": (48, 8),
          "decoder.fc3": (8, 48), "decoder.fc4": (48, 64)}
NORMS = ("encoder.bn", "decoder.ln", "decoder.gn")
EPOCHS, BATCH, SEED, RATE = 4, 48, 5, 0.01


def initial_weights():
    draw, weights = np.random.default_rng(3), {}
    for name, (rows, units) in LAYERS.items():
        weights[f"{name}.weight"] = draw.normal(0, rows**-0.5, (units, rows))
        weights[f"{name}.bias"] = draw.normal(0, 0.1, units)
    for name in NORMS:
        weights[f"{name}.weight"] = draw.uniform(0.5, 1.5, 48)
        weights[f"{name}.bias"] = draw.normal(0, 0.1, 48)
    return {name: value.astype(np.float32) for name, value in weights.items()}


def standardize(x, axis):
    return (x - x.mean(axis, keepdims=True)) / jnp.sqrt(x.var(axis, keepdims=True) + 1e-5)


def forward(w, x, noise, kept, statistics=None):
    """(reconstruction, divergence), the mean over the batch, and what batch norm saw."""
    dense = lambda name, h: h @ w[f"{name}.weight"].T + w[f"{name}.bias"]
    affine = lambda name, h: h * w[f"{name}.weight"] + w[f"{name}.bias"]
    h = dense("encoder.fc1", x)
    seen = (h.mean(0), h.var(0))
    mean, variance = statistics or seen
    h = jax.nn.relu(affine("encoder.bn", (h - mean) / jnp.sqrt(variance + 1e-5)))
    mean, logvar = dense("encoder.mean", h), dense("encoder.logvar", h)
    h = affine("decoder.ln", standardize(dense("decoder.fc3", mean + jnp.exp(logvar / 2) * noise), 1))
    groups = standardize(h.reshape(len(h), 4, 12), 2).reshape(h.shape)
    y = dense("decoder.fc4", jax.nn.relu(affine("decoder.gn", groups)) * kept)
    bce = (jnp.logaddexp(0, y) - y * x).sum(1).mean()
    kl = (jnp.exp(logvar) + mean**2 - 1 - logvar).sum(1).mean() / 2
    return bce, kl, seen


def total(w, x, noise, kept, beta):
    bce, kl, seen = forward(w, x, noise, kept)
    return bce + beta * kl, (bce, kl, seen)


GRADIENT = jax.jit(jax.value_and_grad(total, has_aux=True))


def train_jax(weights, rows, held_out):
    """Losses of every epoch (training, validation terms), then the statistics."""
    w = {name: jnp.asarray(value) for name, value in weights.items()}
    running, step, lines = [jnp.zeros(48), jnp.ones(48)], 0, []
    steps = -(-len(rows) // BATCH)
    for epoch in range(EPOCHS):
        sums, order = 0.0, permutation(len(rows), SEED, epoch + 1)
        for at in range(0, len(rows), BATCH):
            x = rows[np.asarray(order[at : at + BATCH])]
            beta = 0.5 * min(step / steps / 2.0, 1.0)
            step += 1
            noise = philox.normal((len(x), 8), SEED, step, 0).astype(np.float32)
            kept = (philox.uniform((len(x), 48), SEED, step, 1) > 0.2).astype(np.float32) / np.float32(0.8)
            (loss, (_, _, seen)), grads = GRADIENT(w, x, noise, kept, beta)
            sums += float(loss) * len(x)
            w = {name: value - RATE * grads[name] for name, value in w.items()}
            unbiased = seen[1] * len(x) / max(len(x) - 1, 1)
            running = [0.9 * old + 0.1 * new for old, new in zip(running, (seen[0], unbiased))]
        bce, kl, _ = forward(w, held_out, 0.0, 1.0, running)
        lines.append((sums / len(rows), float(bce), float(kl)))
    return lines, running, step


def close(found, expected, tolerance, what):
    difference = abs(found / expected - 1)
    expect(difference < tolerance, f"{what}: {found} is {difference:.3%} from JAX's {expected}")


enter_workspace()
rows, held_out = split(digits()[:600], 0.2)
np.save("few.npy", np.load(DIGITS)[:600])
with open("vae.mlir", "w") as file:
    file.write(VAE)
program = compile_model("vae.mlir", "vae")
weights = initial_weights()
zero, one = np.zeros(48, np.float32), np.ones(48, np.float32)
statistics = {"running_mean": zero, "running_var": one, "num_batches_tracked": np.int64(0)}
save_file({**weights, **{f"encoder.bn.{name}": np.asarray(value) for name, value in statistics.items()}},
          "init.safetensors")
options = ("--data", "few.npy", "--validation", "0.2", "--epochs", EPOCHS, "--batch-size", BATCH,
           "--seed", SEED, "--init", "init.safetensors")
lines = train(program, *options)
expected, running, steps = train_jax(weights, rows, held_out)
for line, (loss, bce, kl) in zip(lines, expected, strict=True):
    where, found = f"epoch {line['epoch']}", line["objectives"]["elbo"]
    close(line["loss"], loss, 1e-3, f"{where}: loss")
    close(found["validation_terms"]["reconstruction"], bce, 1e-3, f"{where}: validation reconstruction")
    close(found["validation_terms"]["kl"], kl, 1e-2, f"{where}: validation divergence")

# Statistics are PyTorch's, the count an integer.
trained = load_file("vae.safetensors")
count = trained["encoder.bn.num_batches_tracked"]
expect_equal((count.dtype, count.shape, int(count)), (np.dtype(np.int64), (), steps), "the count of batches")
for name, value in zip(("running_mean", "running_var"), running):
    np.testing.assert_allclose(trained[f"encoder.bn.{name}"], value, rtol=2e-3, atol=2e-3, err_msg=name)

# The same bytes on one thread; evaluation and entries move nothing.
before = open("vae.safetensors", "rb").read()
train(program, *options, "--threads", "1", "--weights", "one.safetensors")
expect(open("one.safetensors", "rb").read() == before, "one thread gives other weights than two")
run(program, "score", "--data", "few.npy", "--out", "scores.csv")
expect(open("vae.safetensors", "rb").read() == before, "an entry changed the weights")
