# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, distinct, observed, per_sample, with_gaps


def absolute(p, t):
    return jnp.abs(p - t)


check(
    Case("%y = nn.mae %p, %t : {p}", per_sample(absolute), p=distinct("?x5"), t=distinct("?x5", start=-1.05)),
    Case("%y = nn.mae %p, %t : {p}", per_sample(absolute), p=distinct("?x2x3"), t=distinct("?x2x3", start=-1.05)),
    Case("%y = nn.mae %p, %t : {p}", per_sample(absolute), p=distinct("?"), t=distinct("?", start=-1.05)),
    Case("%y = nn.mae %p, %t reduce batch_mean : {p}", per_sample(absolute, jnp.sum), p=distinct("?x2x3"), t=distinct("?x2x3", start=-1.05)),
    Case("%y = nn.mae %p, %t reduce sum : {p}", lambda p, t: absolute(p, t).sum(), p=distinct("?x2x3"), t=distinct("?x2x3", start=-1.05)),
    # Masked: gaps count nowhere, nor does a sample of nothing else.
    Case("%y = nn.mae %p, %t masked : {p}", observed(absolute), wrt=["p"], p=distinct("?x5"), t=with_gaps(distinct("?x5", start=-1.05))),
    Case("%y = nn.mae %p, %t masked reduce batch_mean : {p}", observed(absolute, jnp.sum), wrt=["p"], p=distinct("?x2x3"), t=with_gaps(distinct("?x2x3", start=-1.05))),
    Case("%y = nn.mae %p, %t masked reduce sum : {p}", lambda p, t: observed(absolute, jnp.sum)(p, t).sum(), wrt=["p"], p=distinct("?x5"), t=with_gaps(distinct("?x5", start=-1.05))),
)
