# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, indices

WEIGHTS = jnp.array([0.5, 2.0, 0.0, 1.5])


def weights(i):
    """0 where the index is outside."""
    return jnp.where(i < 4, WEIGHTS[jnp.minimum(i, 3)], 0.0)


TEXT = "%y = nn.class_weights %i, [0.5, 2.0, 0.0, 1.5] of {element} : {i}"
check(
    Case(TEXT, weights, i=indices("?", 5), wrt=[]),
    Case(TEXT, weights, i=indices("?", 4, "i32"), wrt=[]),
)
