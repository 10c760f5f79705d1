# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.pad2d %x, [1, 2, 0, 3] : {x}", lambda x: jnp.pad(x, ((0, 0), (0, 0), (1, 2), (0, 3))),
         x=normal("?x2x3x4")),
    Case("%y = nn.pad2d %x, [0, 0, 0, 0] : {x}", lambda x: x, x=normal("?x1x2x2")),
    Case("%y = nn.pad2d %x, [0, 1, 2, 0] channels_last : {x}",
         lambda x: jnp.pad(x, ((0, 0), (0, 1), (2, 0), (0, 0))), x=normal("?x3x4x2")),
)
