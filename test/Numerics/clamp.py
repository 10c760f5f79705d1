# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.clamp %x {low = -0.5, high = 0.75} : {x}", lambda x: jnp.clip(x, -0.5, 0.75), x=normal("?x5", avoid=[-0.5, 0.75])),
)
