"""From the same weights, order and draws, losses of recurrent and 1-D examples are JAX's (see curves.py)."""
# REQUIRES: jax, numpy, safetensors
# RUN: %python %s %t
import csv
import sys

import jax
import jax.numpy as jnp
import numpy as np
from curves import ROWS, compare, cosine, warmup
from images import conv, conv_transpose, dense
from programs import DIGITS, EXAMPLES, ROOT, enter_workspace
from steps import Objective

sys.path.append(str(ROOT / "test/Numerics/support"))
import cells  # noqa: E402

BOTH = ("encoder", "decoder")
relu = jax.nn.relu


def loop(step, carry, sequences, reverse):
    """cells.scan, compiled once for all steps: there are 48."""
    rows = [sequence.swapaxes(0, 1) for sequence in sequences]
    return tuple(part.swapaxes(0, 1) for part in jax.lax.scan(step, carry, rows, reverse=reverse)[1])


def both_ways(w, name, x, cell):
    """States, [B, T, 2H], and the last ones, [B, 2H]; `cell`(p, w, b, zeros, reverse) gives a direction's states."""
    states = []
    for suffix in ("", "_reverse"):
        inputs, hidden = w[f"{name}.weight_ih_l0{suffix}"], w[f"{name}.weight_hh_l0{suffix}"]
        zeros = jnp.zeros((len(x), hidden.shape[1]), hidden.dtype)
        p = x @ inputs.T + w[f"{name}.bias_ih_l0{suffix}"]
        states.append(cell(p, hidden, w[f"{name}.bias_hh_l0{suffix}"], zeros, bool(suffix)))
    return jnp.concatenate(states, 2), jnp.concatenate([states[0][:, -1], states[1][:, 0]], 1)


def gru(w, name, x):
    return both_ways(w, name, x, lambda p, w, b, h, reverse: cells.gru(p, w, b, h, reverse=reverse, scan=loop)[0])


def lstm(w, name, x):
    return both_ways(w, name, x, lambda p, w, b, h, reverse: cells.lstm(p + b, w, h, h, reverse=reverse, scan=loop)[0])


def repeated(w, name, z):
    return z[:, None] + w[f"{name}.weight"]


def mean_squared(y, x):
    mse = ((y - x) ** 2).mean()
    return mse, (jnp.array([mse]), {})


def bound(loss, mean, logvar, weight):
    kl = (jnp.exp(logvar) + mean**2 - 1 - logvar).sum(1).mean() / 2
    return loss + weight * kl, (jnp.array([loss, kl]), {})


def taxi(w, x):
    z = dense(w, "encoder.latent", gru(w, "encoder.gru", x)[1])
    states, _ = gru(w, "decoder.gru", repeated(w, "decoder.places", dense(w, "decoder.spread", z)))
    return mean_squared(dense(w, "decoder.out", states), x)


def rows_of_digits(w, x):
    z = dense(w, "encoder.latent", lstm(w, "encoder.lstm", x.reshape(-1, 8, 8))[1])
    states, _ = lstm(w, "decoder.lstm", repeated(w, "decoder.places", dense(w, "decoder.spread", z)))
    return mean_squared(jax.nn.sigmoid(dense(w, "decoder.out", states)).reshape(x.shape), x)


def text(w, tokens, noise, weight):
    _, last = gru(w, "encoder.gru", w["encoder.chars.weight"][tokens])
    mean, logvar = dense(w, "encoder.mean", last), dense(w, "encoder.logvar", last)
    places = repeated(w, "decoder.places", mean + jnp.exp(logvar / 2) * noise)
    chances = jax.nn.log_softmax(dense(w, "decoder.out", gru(w, "decoder.gru", places)[0]))
    chosen = jnp.take_along_axis(chances, tokens[..., None], -1)[..., 0]
    return bound(-chosen.sum(1).mean(), mean, logvar, weight)


def speech(w, x, noise):
    h = x
    for name in ("encoder.conv1", "encoder.conv2", "encoder.conv3"):
        h = relu(conv(w, name, h, 2))
    h = h.reshape(len(x), -1)
    mean, logvar = dense(w, "encoder.mean", h), dense(w, "encoder.logvar", h)
    h = relu(dense(w, "decoder.spread", mean + jnp.exp(logvar / 2) * noise)).reshape(-1, 32, 8)
    h = relu(conv_transpose(w, "decoder.up1", h, 16, 2))
    y = conv_transpose(w, "decoder.up3", relu(conv_transpose(w, "decoder.up2", h, 32, 2)), 64, 2)
    nll = ((x - y) ** 2 / np.exp(-3) - 3 + np.log(2 * np.pi)).sum((1, 2)).mean() / 2
    return bound(nll, mean, logvar, 1)


def trips(w, x):
    h = relu(conv(w, "encoder.conv1", x.reshape(-1, 1, 144), 2, 2))
    z = dense(w, "encoder.latent", relu(conv(w, "encoder.conv2", h, 2, 2)).reshape(len(x), -1))
    h = relu(dense(w, "decoder.spread", z)).reshape(-1, 32, 36)
    h = relu(conv_transpose(w, "decoder.up1", h, 72, 2, 2))
    return mean_squared(conv_transpose(w, "decoder.up2", h, 144, 2, 2).reshape(x.shape), x)


def windows(values, length):
    return np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(values, length)[:ROWS])


def standardized(x):
    return ((x - x.mean(0, dtype=np.float64)) / x.std(0, dtype=np.float64)).astype(np.float32)


enter_workspace()
with open(EXAMPLES / "data/timeseries/nyc_taxi.csv") as file:
    series = np.array([row["value"] for row in csv.DictReader(file)], np.float32)
days = windows(series, 48)[..., None]
clipped = {"rate": cosine(1e-2), "clip": 1.0}
compare("gru-timeseries", {"reconstruction": Objective(taxi, BOTH, **clipped)}, {"x": days}, (standardized(days),))
x = np.load(DIGITS)[:ROWS] / np.float32(16)
clipped = {"rate": cosine(5e-3), "clip": 1.0}
compare("lstm-sequence", {"reconstruction": Objective(rows_of_digits, BOTH, **clipped)}, {"x": x}, (x,))
tokens = windows(np.frombuffer((EXAMPLES / "data/text/Apache-2.0.txt").read_bytes(), np.uint8), 16).astype(np.int64)
written = Objective(text, BOTH, rate=lambda batch: 5e-3, clip=1.0, draws=[(32,)], weight=warmup(50))
compare("text-char", {"elbo": written}, {"tokens": tokens}, (tokens,))
# What the example listens to needs a package: here, what it would have to do with a chirp.
frames = windows(np.sin(np.arange(300) ** 1.5 / 50).astype(np.float32), 64)[:, None]
compare("audio-conv1d", {"elbo": Objective(speech, BOTH, draws=[(8,)])}, {"x": frames}, (standardized(frames),))
three = windows(series, 144)[..., None]
compare("anomaly-timeseries", {"reconstruction": Objective(trips, BOTH)}, {"x": three}, (standardized(three),))
