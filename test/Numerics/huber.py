# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal, observed, per_sample, with_gaps


def huber(p, t, delta=1.0):
    error = jnp.abs(p - t)
    return jnp.where(error < delta, 0.5 * error**2, delta * error - 0.5 * delta**2)


check(
    Case("%y = nn.huber %p, %t : {p}", per_sample(huber), p=normal("?x5", scale=2), t=normal("?x5")),
    Case("%y = nn.huber %p, %t : {p}", per_sample(huber), p=normal("?x2x3", scale=2), t=normal("?x2x3")),
    Case("%y = nn.huber %p, %t : {p}", per_sample(huber), p=normal("?", scale=2), t=normal("?")),
    Case("%y = nn.huber %p, %t reduce batch_mean : {p}", per_sample(huber, jnp.sum), p=normal("?x2x3", scale=2), t=normal("?x2x3")),
    Case("%y = nn.huber %p, %t reduce sum : {p}", lambda p, t: huber(p, t).sum(), p=normal("?x2x3", scale=2), t=normal("?x2x3")),
    Case("%y = nn.huber %p, %t {delta = 0.3} : {p}", per_sample(lambda p, t: huber(p, t, 0.3)), p=normal("?x5"), t=normal("?x5")),
    # Masked: gaps count nowhere, nor does a sample of nothing else.
    Case("%y = nn.huber %p, %t masked : {p}", observed(huber), wrt=["p"], p=normal("?x5", scale=2), t=with_gaps(normal("?x5"))),
    Case("%y = nn.huber %p, %t masked reduce batch_mean : {p}", observed(huber, jnp.sum), wrt=["p"], p=normal("?x2x3", scale=2), t=with_gaps(normal("?x2x3"))),
    Case("%y = nn.huber %p, %t masked reduce sum : {p}", lambda p, t: observed(huber, jnp.sum)(p, t).sum(), wrt=["p"], p=normal("?x5", scale=2), t=with_gaps(normal("?x5"))),
)
