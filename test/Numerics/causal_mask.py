# REQUIRES: jax
# RUN: %python %s
import jax
import jax.numpy as jnp

from harness import Case, check, normal

TEXT = """%m = nn.causal_mask 3, 5 : {element}
  %s = nn.add %x, %m : {x}, tensor<3x5x{element}>
  %y = nn.softmax %s : {x}"""

check(
    Case(TEXT, lambda x: jax.nn.softmax(jnp.where(jnp.tri(3, 5) > 0, x, -jnp.inf)), x=normal("?x2x3x5")),
)
