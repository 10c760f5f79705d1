# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.pad %x dim 1 low 2 high 3 : {x}", lambda x: jnp.pad(x, ((0, 0), (2, 3))), x=normal("?x4")),
    Case("%y = nn.pad %x dim 2 low 0 high 1 : {x}", lambda x: jnp.pad(x, ((0, 0), (0, 0), (0, 1))), x=normal("?x2x3")),
    Case("%y = nn.pad %x dim 0 low 1 high 0 : {x}", lambda x: jnp.pad(x, ((1, 0), (0, 0))), x=normal("2x3")),
)
