"""Recurrent cells in JAX, step by step: what ours are compared with.

Formulas of torch.nn.GRU and torch.nn.LSTM, and of the GRU of Cho et al., whose
reset comes before the product. Rows of weights are gates one behind another.
"""

import jax
import jax.numpy as jnp

from harness import Arg


def mask(steps):
    """An argument of 0 and 1; the first step of a row is always there."""

    def draw(rng, sizes):
        drawn = rng.integers(0, 2, sizes)
        drawn[:, 0] = 1
        return drawn

    return Arg((None, steps), draw)


def scan(step, carry, sequences, reverse):
    """[B, T, ...] sequences, step by step; outputs as [B, T, ...]. What lax.scan
    computes, which would be compiled anew for every case."""
    outputs = {}
    steps = sequences[0].shape[1]
    for t in reversed(range(steps)) if reverse else range(steps):
        carry, outputs[t] = step(carry, [sequence[:, t] for sequence in sequences])
    return tuple(jnp.stack(parts, 1) for parts in zip(*(outputs[t] for t in range(steps))))


def keep(mask, new, old):
    """Where the mask is 0, the old state."""
    return jnp.where(mask[:, None] > 0, new, old)


def ones(p):
    return jnp.ones(p.shape[:2], p.dtype)


def gru(p, w, b, h, mask=None, reverse=False, reset_before=False, scan=scan):
    """States, those before each step, and what the gradient keeps; `scan`: another loop over the steps."""

    def step(h, inputs):
        p, m = inputs
        pr, pz, pn = jnp.split(p, 3, -1)
        wr, wz, wn = jnp.split(w, 3)
        br, bz, bn = jnp.split(b, 3)
        r = jax.nn.sigmoid(pr + h @ wr.T + br)
        z = jax.nn.sigmoid(pz + h @ wz.T + bz)
        if reset_before:
            kept = r * h
            n = jnp.tanh(pn + kept @ wn.T + bn)
        else:
            kept = h @ wn.T + bn
            n = jnp.tanh(pn + r * kept)
        new = keep(m, (1 - z) * n + z * h, h)
        return new, (new, h, jnp.concatenate([r, z, n, kept], -1))

    return scan(step, h, (p, ones(p) if mask is None else mask), reverse)


def lstm(p, w, h, c, mask=None, reverse=False, scan=scan):
    """States, cells, states before each step, and what the gradient keeps; `scan` as for gru."""

    def step(carry, inputs):
        h, c = carry
        p, m = inputs
        i, f, g, o = jnp.split(p + h @ w.T, 4, -1)
        i, f, g, o = jax.nn.sigmoid(i), jax.nn.sigmoid(f), jnp.tanh(g), jax.nn.sigmoid(o)
        cell = f * c + i * g
        new = keep(m, o * jnp.tanh(cell), h)
        cell = keep(m, cell, c)
        return (new, cell), (new, cell, h, jnp.concatenate([i, f, g, o, c], -1))

    return scan(step, (h, c), (p, ones(p) if mask is None else mask), reverse)
