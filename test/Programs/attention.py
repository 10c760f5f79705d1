"""Transformers in JAX: the independent implementation that compiled programs are compared
with. Formulas and parameters' names are those of torch.nn.MultiheadAttention and Linear.
"""

import jax
import jax.numpy as jnp
import numpy as np


def dense(p, name, x):
    return x @ p[f"{name}.weight"].T + p[f"{name}.bias"]


def attention(p, name, x, heads, context=None, mask=None, causal=False):
    """x: [B, T, E]; context: [B, S, E]; mask: [B, S], 1 where a position counts."""
    context = x if context is None else context
    zeros = jnp.zeros(3 * x.shape[-1], x.dtype)
    weights = jnp.split(p[f"{name}.in_proj_weight"], 3)
    biases = jnp.split(p.get(f"{name}.in_proj_bias", zeros), 3)
    q, k, v = (
        (y @ w.T + b).reshape(*y.shape[:2], heads, -1).transpose(0, 2, 1, 3)
        for y, w, b in zip((x, context, context), weights, biases)
    )
    scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(q.shape[-1])
    if causal:
        scores = jnp.where(jnp.tri(*scores.shape[2:]) > 0, scores, -jnp.inf)
    if mask is not None:
        scores = jnp.where(mask[:, None, None] > 0, scores, -jnp.inf)
    heads = (jax.nn.softmax(scores) @ v).transpose(0, 2, 1, 3).reshape(x.shape)
    return heads @ p[f"{name}.out_proj.weight"].T + p.get(f"{name}.out_proj.bias", zeros[: x.shape[-1]])


def sinusoids(length, width):
    angle = np.arange(length)[:, None] / 10000 ** (np.arange(0, width, 2) / width)
    return np.stack([np.sin(angle), np.cos(angle)], -1).reshape(length, -1)[:, :width]


def train(loss, parameters, data, epochs, batch, rate=1e-3, dtype=np.float32):
    """Adam, in the data's order; the mean over samples of losses before updates, an epoch
    each. `data`: a tuple of arrays, `loss`(parameters, *batch)."""
    p = {key: jnp.asarray(value, dtype) for key, value in parameters.items()}
    m = jax.tree.map(jnp.zeros_like, p)
    v = jax.tree.map(jnp.zeros_like, p)
    step = 0

    @jax.jit
    def update(p, m, v, step, rows):
        value, grads = jax.value_and_grad(loss)(p, *rows)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, grads)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, grads)
        root = jax.tree.map(lambda v: jnp.sqrt(v / (1 - 0.999**step)) + 1e-8, v)
        p = jax.tree.map(lambda p, m, r: p - rate / (1 - 0.9**step) * m / r, p, m, root)
        return p, m, v, value

    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(data[0]), batch):
            rows = tuple(jnp.asarray(part[start : start + batch], dtype) for part in data)
            step += 1
            p, m, v, value = update(p, m, v, step, rows)
            total += float(value) * len(rows[0])
        yield total / len(data[0])
