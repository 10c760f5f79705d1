# REQUIRES: jax
# RUN: %python %s
# The penalty of a gradient, and of a critic's gradient: the latter's gradient is one of
# second order.
import jax
import jax.numpy as jnp

from harness import Case, check, normal


def penalty(target):
    def of(g):
        norm = jnp.sqrt((g.reshape(len(g), -1) ** 2).sum(1) + 1e-12)
        return (norm - target) ** 2

    return of


CRITIC = """%h = nn.matmul %x, %v : {x}, {v}
  %a = nn.tanh %h : tensor<?x3x{element}>
  %c = nn.sum %a dims [1] : tensor<?x3x{element}>
  %g = nn.gradient %c wrt %x : tensor<?x{element}>, {x}
  %y = nn.gradient_penalty %g target 1.0 : {x}"""


def critic(x, v):
    return penalty(1.0)(jax.grad(lambda x: jnp.tanh(x @ v).sum())(x))


check(
    Case("%y = nn.gradient_penalty %g target 1.0 : {g}", penalty(1.0), g=normal("?x5")),
    Case("%y = nn.gradient_penalty %g target 0.0 : {g}", penalty(0.0), g=normal("?x2x3")),
    Case(CRITIC, critic, x=normal("?x4"), v=normal("4x3")),
)
