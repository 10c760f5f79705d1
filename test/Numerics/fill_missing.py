# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal, with_gaps


def fill(value):
    return lambda x: jnp.where(jnp.isnan(x), value, x)


# Of filled gaps the gradient is 0: that of a square of them as well.
SQUARES = """%f = nn.fill_missing %x {value = 0.5} : {x}
  %s = nn.square %f : {x}
  %y = nn.gradient %s wrt %x : {x}, {x}"""


def slope(x):
    return jnp.where(jnp.isnan(x), 0.0, 2 * x)


check(
    Case("%y = nn.fill_missing %x : {x}", fill(0.0), wrt=[], x=with_gaps(normal("?x5"))),
    Case("%y = nn.fill_missing %x {value = -2.5} : {x}", fill(-2.5), wrt=[], x=with_gaps(normal("?x2x3"))),
    Case("%y = nn.fill_missing %x : {x}", fill(0.0), x=normal("?x3")),
    Case(SQUARES, slope, wrt=[], x=with_gaps(normal("?x5"))),
)
