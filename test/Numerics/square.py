# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.square %x : {x}", jnp.square, x=normal("?x5")),
    Case("%y = nn.square %x : {x}", jnp.square, x=normal("3")),
)
