# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal, per_sample


def squared(p, t):
    return (p - t) ** 2


check(
    Case("%y = nn.mse %p, %t : {p}", per_sample(squared), p=normal("?x5"), t=normal("?x5")),
    Case("%y = nn.mse %p, %t : {p}", per_sample(squared), p=normal("?x2x3"), t=normal("?x2x3")),
    Case("%y = nn.mse %p, %t : {p}", per_sample(squared), p=normal("?"), t=normal("?")),
    Case("%y = nn.mse %p, %t reduce batch_mean : {p}", per_sample(squared, jnp.sum), p=normal("?x2x3"), t=normal("?x2x3")),
    Case("%y = nn.mse %p, %t reduce sum : {p}", lambda p, t: squared(p, t).sum(), p=normal("?x2x3"), t=normal("?x2x3")),
)
