# REQUIRES: jax
# RUN: %python %s
"""Against the difference of two values of the distribution function, in f64."""
import jax.numpy as jnp
from jax.nn import sigmoid

from harness import Case, check, normal


def rate(step, dims):
    def bits(z, m, s):
        s = jnp.exp(s)
        share = sigmoid((z + step / 2 - m) / s) - sigmoid((z - step / 2 - m) / s)
        return -jnp.log2(share).reshape(len(z), -1).sum(axis=1)

    return bits


TEXT = "%y = nn.rate %z, %m, %s step STEP : {z}, {m}, {s}"


def case(step, shape, states):
    return Case(TEXT.replace("STEP", str(step)), rate(step, states), z=normal(shape, scale=2.0),
                m=normal(states), s=normal(states, scale=0.5))


check(
    case(1.0, "?x5", "5"),
    case(0.25, "?x5", "5"),
    case(4.0, "?x5", ""),
    case(1.0, "?x3x2x2", "3x1x1"),
)
