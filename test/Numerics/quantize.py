# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal


def rounded(step):
    """NumPy's rounding, halves to even."""
    return lambda x: step * jnp.round(x / step)


# No finite difference sees the gradient that passes: of the result's square it is
# twice the result.
SLOPE = """%q = nn.quantize %x step 0.5 : {x}
  %s = nn.square %q : {x}
  %y = nn.gradient %s wrt %x : {x}, {x}"""
# Halves: -1/2 and 1/2 go to 0.
TIES = """%h = nn.constant 0.5 : {}
  %n = nn.sign %x : {x}
  %m = nn.mul %n, %h : {x}, tensor<{}>
  %y = nn.quantize %m step 1.0 : {x}"""

check(
    Case("%y = nn.quantize %x step 0.5 : {x}", rounded(0.5), x=normal("?x5", scale=3.0), wrt=[]),
    Case("%y = nn.quantize %x step 1.0 : {x}", rounded(1.0), x=normal("?x3x4", scale=9.0), wrt=[]),
    Case(SLOPE, lambda x: 2 * rounded(0.5)(x), x=normal("?x5", scale=3.0), wrt=[]),
    Case(TIES.replace("{}", "{dtype}"), lambda x: 0.0 * x, x=normal("?x4", avoid=[0]), wrt=[]),
)
