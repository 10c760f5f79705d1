# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.tanh %x : {x}", jnp.tanh, x=normal("?x5", scale=2)),
    Case("%y = nn.tanh %x : {x}", jnp.tanh, x=normal("3", scale=2)),
)
