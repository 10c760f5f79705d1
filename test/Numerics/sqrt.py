# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, uniform

check(
    Case("%y = nn.sqrt %x : {x}", jnp.sqrt, x=uniform("?x5", 0.1, 3)),
    Case("%y = nn.sqrt %x : {x}", jnp.sqrt, x=uniform("3", 0.1, 3)),
)
