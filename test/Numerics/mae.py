# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, distinct, per_sample


def absolute(p, t):
    return jnp.abs(p - t)


check(
    Case("%y = nn.mae %p, %t : {p}", per_sample(absolute), p=distinct("?x5"), t=distinct("?x5", start=-1.05)),
    Case("%y = nn.mae %p, %t : {p}", per_sample(absolute), p=distinct("?x2x3"), t=distinct("?x2x3", start=-1.05)),
    Case("%y = nn.mae %p, %t : {p}", per_sample(absolute), p=distinct("?"), t=distinct("?", start=-1.05)),
    Case("%y = nn.mae %p, %t reduce batch_mean : {p}", per_sample(absolute, jnp.sum), p=distinct("?x2x3"), t=distinct("?x2x3", start=-1.05)),
    Case("%y = nn.mae %p, %t reduce sum : {p}", lambda p, t: absolute(p, t).sum(), p=distinct("?x2x3"), t=distinct("?x2x3", start=-1.05)),
)
