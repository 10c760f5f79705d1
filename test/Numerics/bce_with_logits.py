# REQUIRES: jax
# RUN: %python %s
import jax
import jax.numpy as jnp

from harness import Case, check, normal, observed, per_sample, uniform, with_gaps


def bce(x, t):
    return -(t * jax.nn.log_sigmoid(x) + (1 - t) * jax.nn.log_sigmoid(-x))


check(
    Case("%y = nn.bce_with_logits %p, %t : {p}", per_sample(bce), p=normal("?x5", scale=2, avoid=[0]), t=uniform("?x5", 0, 1)),
    Case("%y = nn.bce_with_logits %p, %t : {p}", per_sample(bce), p=normal("?x2x3", scale=2, avoid=[0]), t=uniform("?x2x3", 0, 1)),
    Case("%y = nn.bce_with_logits %p, %t : {p}", per_sample(bce), p=normal("?", scale=2, avoid=[0]), t=uniform("?", 0, 1)),
    Case("%y = nn.bce_with_logits %p, %t reduce batch_mean : {p}", per_sample(bce, jnp.sum), p=normal("?x2x3", scale=2, avoid=[0]), t=uniform("?x2x3", 0, 1)),
    Case("%y = nn.bce_with_logits %p, %t reduce sum : {p}", lambda p, t: bce(p, t).sum(), p=normal("?x2x3", scale=2, avoid=[0]), t=uniform("?x2x3", 0, 1)),
    # exp overflows in f32; the loss does not.
    Case("%y = nn.bce_with_logits %p, %t : {p}", per_sample(bce), p=normal("?x5", scale=200, avoid=[0]), t=uniform("?x5", 0, 1)),
    # Masked: gaps count nowhere, nor does a sample of nothing else.
    Case("%y = nn.bce_with_logits %p, %t masked : {p}", observed(bce), wrt=["p"], p=normal("?x5", scale=2, avoid=[0]), t=with_gaps(uniform("?x5", 0, 1))),
    Case("%y = nn.bce_with_logits %p, %t masked reduce batch_mean : {p}", observed(bce, jnp.sum), wrt=["p"], p=normal("?x2x3", scale=2, avoid=[0]), t=with_gaps(uniform("?x2x3", 0, 1))),
    Case("%y = nn.bce_with_logits %p, %t masked reduce sum : {p}", lambda p, t: observed(bce, jnp.sum)(p, t).sum(), wrt=["p"], p=normal("?x5", scale=2, avoid=[0]), t=with_gaps(uniform("?x5", 0, 1))),
)
