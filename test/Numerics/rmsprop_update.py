# REQUIRES: jax
# RUN: %python %s
# Against the update rule of torch.optim.RMSprop's documentation.
import jax.numpy as jnp

from harness import Case, check, normal, uniform

TEXT = """%y, %v1 = nn.rmsprop_update %p, %g, %v rate %rate step %step
      {alpha = 0.9, epsilon = 1.0e-8, momentum = 0.0, weight_decay = 0.1} : {p}, {p} -> {p}"""
MOMENTUM = """%y, %v1, %b1 = nn.rmsprop_update %p, %g, %v, moments %b rate %rate step %step
      {alpha = 0.9, epsilon = 1.0e-8, momentum = 0.8, weight_decay = 0.1} : {p}, {p} -> {p}, {p} -> {p}"""


def plain(p, g, v):
    g = g + 0.1 * p
    v = 0.9 * v + 0.1 * g**2
    return p - 0.05 * g / (jnp.sqrt(v) + 1e-8), v


def momentum(p, g, v, b):
    g = g + 0.1 * p
    v = 0.9 * v + 0.1 * g**2
    b = 0.8 * b + g / (jnp.sqrt(v) + 1e-8)
    return p - 0.05 * b, v, b


def case(text, function, results, **args):
    return Case(text, function, wrt=[], results=results, step=3, learning_rate=0.05,
                scalars="%rate: f64 {ae.learning_rate}, %step: i64 {ae.step}",
                p=normal("3x4"), g=normal("3x4"), v=uniform("3x4", 0.01, 1), **args)


check(
    case(TEXT, plain, ("y", "v1")),
    case(MOMENTUM, momentum, ("y", "v1", "b1"), b=normal("3x4")),
)
