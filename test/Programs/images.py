"""Layers of pictures and signals in JAX: the independent implementation that compiled programs
are compared with. Pictures are [B, C, H, W], signals [B, C, L]; names and layouts of parameters
are PyTorch's.
"""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


def biased(w, name, y):
    bias = w.get(f"{name}.bias")
    return y if bias is None else y + bias.reshape(-1, *[1] * (y.ndim - 2))


def convolve(x, weight, strides, padding):
    dims = x.ndim - 2
    window = padding if isinstance(padding, str) else ((padding, padding),) * dims
    numbers = tuple(letters[: x.ndim] for letters in ("NCHW", "OIHW", "NCHW"))
    return lax.conv_general_dilated(x, weight, (strides,) * dims, window, dimension_numbers=numbers)


def conv(w, name, x, strides=1, padding="SAME"):
    return biased(w, name, convolve(x, w[f"{name}.weight"], strides, padding))


def conv_transpose(w, name, x, size, strides=1, padding="SAME"):
    """The adjoint of the convolution that takes pictures of `size` pixels to those of x."""
    weight = w[f"{name}.weight"]
    made = jax.ShapeDtypeStruct((len(x), weight.shape[1], *[size] * (x.ndim - 2)), x.dtype)
    adjoint = jax.linear_transpose(lambda y: convolve(y, weight, strides, padding), made)
    return biased(w, name, adjoint(x)[0])


def max_pool(x):
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")


def avg_pool(x):
    return lax.reduce_window(x, 0.0, lax.add, (1, 1, 2, 2), (1, 1, 2, 2), "VALID") / 4


def enlarge(x, method):
    """Twice as high and wide: "nearest" or "bilinear"."""
    return jax.image.resize(x, (*x.shape[:2], 2 * x.shape[2], 2 * x.shape[3]), method)


def batch_norm(w, name, x, moved):
    """By the batch's statistics; `moved` gets the running ones, as often as it is applied."""
    mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3))
    count = x.size // x.shape[1]
    for kind, value in (("mean", mean), ("var", variance * count / max(count - 1, 1))):
        key = f"{name}.running_{kind}"
        moved[key] = 0.9 * moved.get(key, w[key]) + 0.1 * lax.stop_gradient(value)
    y = (x - mean[:, None, None]) / jnp.sqrt(variance + 1e-5)[:, None, None]
    return biased(w, name, y * w[f"{name}.weight"][:, None, None])


def dense(w, name, x):
    return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]


def draw_weights(shapes, seed=0):
    """Like what a program starts from: `shapes` of its parameters and statistics by name."""
    draw, weights = np.random.default_rng(seed), {}
    for name, shape in sorted(shapes.items()):
        fan = int(np.prod(shape[1:])) or 1
        values = draw.uniform(-(fan**-0.5), fan**-0.5, shape) if len(shape) > 1 else draw.normal(0, 0.05, shape)
        scale = len(shape) == 1 and name.endswith((".weight", "running_var"))
        weights[name] = np.asarray(values + 1 if scale else values, np.float32)
    return weights
