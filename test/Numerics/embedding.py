# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, indices, normal


def rows(i, u):
    """An index outside the table gives zeros."""
    inside = (i >= 0) & (i < u.shape[0])
    return jnp.where(inside[..., None], u[jnp.where(inside, i, 0)], 0.0)


check(
    Case("%y = nn.embedding %i, %u : {i}, {u}", rows, i=indices("?x5", 4), u=normal("4x3")),
    Case("%y = nn.embedding %i, %u : {i}, {u}", rows, i=indices("?", 6, "i32"), u=normal("5x17")),
)
