# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.full_like %x, 0.9 : {x}", lambda x: jnp.full_like(x, 0.9), x=normal("?x1")),
    Case("%y = nn.full_like %x, -1.0 : {x}", lambda x: jnp.full_like(x, -1.0), x=normal("?x2x3")),
)
