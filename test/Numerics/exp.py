# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.exp %x : {x}", jnp.exp, x=normal("?x5")),
    Case("%y = nn.exp %x : {x}", jnp.exp, x=normal("3")),
)
