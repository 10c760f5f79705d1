# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.sign %x : {x}", jnp.sign, x=normal("?x5", avoid=[0])),
    Case("%y = nn.sign %x : {x}", jnp.sign, x=normal("3", avoid=[0])),
)
