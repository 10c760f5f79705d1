# REQUIRES: jax
# RUN: %python %s
import jax
import jax.numpy as jnp

from harness import Case, check, observed, per_sample, uniform, with_gaps


def bce(p, t):
    return -(jax.scipy.special.xlogy(t, p) + jax.scipy.special.xlog1py(1 - t, -p))


check(
    Case("%y = nn.bce %p, %t : {p}", per_sample(bce), p=uniform("?x5", 0.05, 0.95), t=uniform("?x5", 0, 1)),
    Case("%y = nn.bce %p, %t : {p}", per_sample(bce), p=uniform("?x2x3", 0.05, 0.95), t=uniform("?x2x3", 0, 1)),
    Case("%y = nn.bce %p, %t : {p}", per_sample(bce), p=uniform("?", 0.05, 0.95), t=uniform("?", 0, 1)),
    Case("%y = nn.bce %p, %t reduce batch_mean : {p}", per_sample(bce, jnp.sum), p=uniform("?x2x3", 0.05, 0.95), t=uniform("?x2x3", 0, 1)),
    Case("%y = nn.bce %p, %t reduce sum : {p}", lambda p, t: bce(p, t).sum(), p=uniform("?x2x3", 0.05, 0.95), t=uniform("?x2x3", 0, 1)),
    # Masked: gaps count nowhere, nor does a sample of nothing else.
    Case("%y = nn.bce %p, %t masked : {p}", observed(bce), wrt=["p"], p=uniform("?x5", 0.05, 0.95), t=with_gaps(uniform("?x5", 0, 1))),
    Case("%y = nn.bce %p, %t masked reduce batch_mean : {p}", observed(bce, jnp.sum), wrt=["p"], p=uniform("?x2x3", 0.05, 0.95), t=with_gaps(uniform("?x2x3", 0, 1))),
    Case("%y = nn.bce %p, %t masked reduce sum : {p}", lambda p, t: observed(bce, jnp.sum)(p, t).sum(), wrt=["p"], p=uniform("?x5", 0.05, 0.95), t=with_gaps(uniform("?x5", 0, 1))),
)
