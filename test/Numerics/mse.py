# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal, observed, per_sample, with_gaps


def squared(p, t):
    return (p - t) ** 2


check(
    Case("%y = nn.mse %p, %t : {p}", per_sample(squared), p=normal("?x5"), t=normal("?x5")),
    Case("%y = nn.mse %p, %t : {p}", per_sample(squared), p=normal("?x2x3"), t=normal("?x2x3")),
    Case("%y = nn.mse %p, %t : {p}", per_sample(squared), p=normal("?"), t=normal("?")),
    Case("%y = nn.mse %p, %t reduce batch_mean : {p}", per_sample(squared, jnp.sum), p=normal("?x2x3"), t=normal("?x2x3")),
    Case("%y = nn.mse %p, %t reduce sum : {p}", lambda p, t: squared(p, t).sum(), p=normal("?x2x3"), t=normal("?x2x3")),
    # Masked: gaps count nowhere, nor does a sample of nothing else.
    Case("%y = nn.mse %p, %t masked : {p}", observed(squared), wrt=["p"], p=normal("?x5"), t=with_gaps(normal("?x5"))),
    Case("%y = nn.mse %p, %t masked reduce batch_mean : {p}", observed(squared, jnp.sum), wrt=["p"], p=normal("?x2x3"), t=with_gaps(normal("?x2x3"))),
    Case("%y = nn.mse %p, %t masked reduce sum : {p}", lambda p, t: observed(squared, jnp.sum)(p, t).sum(), wrt=["p"], p=normal("?x5"), t=with_gaps(normal("?x5"))),
)
