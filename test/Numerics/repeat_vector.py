# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.repeat_vector %x, 5 : {x}", lambda x: jnp.repeat(x[:, None], 5, 1), x=normal("?x3")),
    Case("%y = nn.repeat_vector %x, 1 : {x}", lambda x: x[:, None], x=normal("?x17")),
)
