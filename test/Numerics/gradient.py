# REQUIRES: jax
# RUN: %python %s
# Gradients of gradients: the contractive penalty and x -> sum of (d tanh(x))^2.
import jax
import jax.numpy as jnp

from harness import Case, check, normal

SLOPES = """%s = nn.tanh %x : {x}
  %slope = nn.gradient %s wrt %x : {x}, {x}
  %y = nn.square %slope : {x}"""
CONTRACTIVE = """%h = nn.matmul %x, %v : {x}, {v}
  %a = nn.sigmoid %h : tensor<?x3x{element}>
  %j = nn.gradient %a wrt %x : tensor<?x3x{element}>, {x}
  %y = nn.l2 %j reduce batch_mean : {x}"""


def contractive(x, v):
    return (jax.grad(lambda x: jax.nn.sigmoid(x @ v).sum())(x) ** 2).sum(1)


check(
    Case(SLOPES, lambda x: (1 - jnp.tanh(x) ** 2) ** 2, x=normal("?x5")),
    Case(CONTRACTIVE, contractive, x=normal("?x4"), v=normal("4x3")),
)
