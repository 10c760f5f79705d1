# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("""%i = nn.eye 5 of {element}
  %y = nn.matmul %x, %i : {x}, tensor<5x5x{element}>""", lambda x: x @ jnp.eye(5), x=normal("?x5")),
)
