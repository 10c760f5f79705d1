# REQUIRES: jax
# RUN: %python %s
# Against the weighted mean, and with cross-entropy against the formula of PyTorch's
# cross_entropy(weight=...), whose mean divides by the weights of the targets.
import jax
import jax.numpy as jnp

from harness import Case, check, indices, normal, uniform


def weighted(l, w):
    return l * w * len(w) / w.sum()


CROSS_ENTROPY = """%l = nn.cross_entropy_with_logits %x, %i : {x}, {i}
  %c = nn.class_weights %i, [0.5, 2.0, 0.25] of {element} : {i}
  %s = nn.weight_samples %l, %c : tensor<?x{element}>
  %y = nn.mean %s dims [0] : tensor<?x{element}>"""


def cross_entropy(x, i):
    w = jnp.array([0.5, 2.0, 0.25])[i]
    losses = -jnp.take_along_axis(jax.nn.log_softmax(x), i[:, None], axis=1)[:, 0]
    return (w * losses).sum() / w.sum()


check(
    Case("%y = nn.weight_samples %l, %s : {l}", weighted, wrt=["l"], l=normal("?"), s=uniform("?", 0.1, 3.0)),
    # No weight at all: 0, not 0 / 0.
    Case("%y = nn.weight_samples %l, %s : {l}", lambda l, w: 0 * l, wrt=["l"], l=normal("?"), s=uniform("?", 0.0, 0.0)),
    Case(CROSS_ENTROPY, cross_entropy, x=normal("?x3"), i=indices("?", 3)),
)
