# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal, per_sample


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
)
