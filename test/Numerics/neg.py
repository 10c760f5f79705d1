# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.neg %x : {x}", jnp.negative, x=normal("?x5")),
    Case("%y = nn.neg %x : {x}", jnp.negative, x=normal("3")),
)
