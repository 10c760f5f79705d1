"""From the same weights and in the same order, losses of transformers are JAX's.

Losses of an epoch may differ by 0.1%, which a wrong gradient, mask or update exceeds at once:
training in f32 amplifies rounding to some 0.01% in so few steps. The last batch is partial.
"""
# REQUIRES: jax, numpy, safetensors
# RUN: %python %s %t
import sys

import attention as jx
import jax
import jax.numpy as jnp
import numpy as np
from programs import EXAMPLES, compile_model, enter_workspace, example, expect, run, train
from safetensors.numpy import load_file

SMALL = """
ae.model @small {
  ae.network @encoder(%x: tensor<?x5x6xf32>, %c: tensor<?x7x6xf32>, %m: tensor<?x7xf32>) {
    %1 = ae.positional_embedding %x init(#ae.normal<mean = 0.0, stddev = 1.0>) as @positions : tensor<?x5x6xf32>
    %2 = ae.multi_head_attention %1, 2 context %c mask %m as @cross : tensor<?x5x6xf32>, tensor<?x7x6xf32>, tensor<?x7xf32>
    %3 = nn.add %1, %2 : tensor<?x5x6xf32>
    %4 = ae.multi_head_attention %3, 3 causal no_bias as @self : tensor<?x5x6xf32>
    %5 = nn.slice %4 dim 1 from 0 size 1 : tensor<?x5x6xf32>
    %6 = ae.multi_head_attention %5, 1 as @one : tensor<?x1x6xf32>
    %y = nn.add %4, %6 : tensor<?x5x6xf32>, tensor<?x1x6xf32>
    ae.return %y : tensor<?x5x6xf32>
  }
  ae.objective @o(%x: tensor<?x5x6xf32>, %c: tensor<?x7x6xf32>, %m: tensor<?x7xf32>) trains [@encoder] with #ae.adam {
    %y = ae.apply @encoder(%x, %c, %m) : (tensor<?x5x6xf32>, tensor<?x7x6xf32>, tensor<?x7xf32>) -> tensor<?x5x6xf32>
    %mse = nn.mse %y, %x : tensor<?x5x6xf32>
    ae.minimize %mse : tensor<?xf32>
  }
  ae.entry @encode(%x: tensor<?x5x6xf32>) {
    ae.return %x : tensor<?x5x6xf32>
  }
}
"""


def small(p, x, c, m):
    """Cross-attention with padding, causal self-attention with odd heads, a length of one."""
    h = x + p["encoder.positions.weight"]
    h = h + jx.attention(p, "encoder.cross", h, 2, context=c, mask=m)
    h = jx.attention(p, "encoder.self", h, 3, causal=True)
    return jnp.mean((h + jx.attention(p, "encoder.one", h[:, :1], 1) - x) ** 2)


def block(p, net, x, activation):
    x = x + jx.attention(p, f"{net}.attention", x, 4)
    return x + jx.dense(p, f"{net}.linear2", activation(jx.dense(p, f"{net}.linear1", x)))


def sequence(p, x):
    h = jx.dense(p, "encoder.embed", x) + p["encoder.positions.weight"]
    z = jx.dense(p, "encoder.latent", block(p, "encoder", h, jax.nn.relu).reshape(len(x), -1))
    h = jx.dense(p, "decoder.expand", jax.nn.relu(jx.dense(p, "decoder.hidden", z)))
    h = h.reshape(-1, 48, 32) + jx.sinusoids(48, 32).astype(x.dtype)
    return jnp.mean((jx.dense(p, "decoder.value", block(p, "decoder", h, jax.nn.relu)) - x) ** 2)


def patches(p, x):
    patch = x.reshape(-1, 4, 7, 4, 7).transpose(0, 1, 3, 2, 4).reshape(-1, 16, 49)
    h = jx.dense(p, "encoder.embed", patch) + p["encoder.positions.weight"]
    z = jx.dense(p, "encoder.latent", block(p, "encoder", h, jax.nn.gelu).reshape(len(x), -1))
    h = jx.dense(p, "decoder.expand", z).reshape(-1, 16, 64) + p["decoder.positions.weight"]
    y = jax.nn.sigmoid(jx.dense(p, "decoder.pixels", block(p, "decoder", h, jax.nn.gelu)))
    return jnp.mean((y - patch) ** 2)


def compare(program, data, loss, epochs, batch):
    """`data`: {argument: array}. The initial weights are those of a program's first run."""
    names = []
    for name, values in data.items():
        np.save(f"{name}.npy", values)
        names += ["--data", f"{name}={name}.npy"]
    options = [*names, "--epochs", epochs, "--batch-size", batch, "--no-shuffle"]
    train(program, *options, "--learning-rate", "1e-30", "--weights", "init.safetensors")
    lines = train(program, *options, "--init", "init.safetensors", "--weights", "trained.safetensors")
    curve = jx.train(loss, load_file("init.safetensors"), tuple(data.values()), epochs, batch)
    for line, expected in zip(lines, curve, strict=True):
        difference = abs(line["loss"] / expected - 1)
        expect(difference < 1e-3, f"{program}, epoch {line['epoch']}: loss {line['loss']} is {difference:.2%} from {expected}")


enter_workspace()
draw = np.random.default_rng(0)
with open("small.mlir", "w") as file:
    file.write(SMALL)
x, c = (draw.normal(size=(50, n, 6)).astype(np.float32) for n in (5, 7))
mask = (np.arange(7) < draw.integers(1, 8, (50, 1))).astype(np.float32)
compare(compile_model("small.mlir", "small"), {"x": x, "c": c, "m": mask}, small, epochs=4, batch=7)

run(sys.executable, EXAMPLES / "attention-sequence/make_data.py", EXAMPLES / "data/timeseries/nyc_taxi.csv", "days.npy")
days = np.load("days.npy")[:100]
compare(compile_model(example("attention-sequence"), "taxi"), {"x": days}, sequence, epochs=3, batch=32)
images = draw.random((70, 1, 28, 28)).astype(np.float32)
compare(compile_model(example("attention-patches"), "patches"), {"x": images}, patches, epochs=3, batch=32)
