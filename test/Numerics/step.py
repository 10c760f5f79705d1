# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.step %x : {x}", lambda x: jnp.heaviside(x, 0.0), x=normal("?x5", avoid=[0])),
    Case("%y = nn.step %x {low = 0.25, high = -2.0} : {x}", lambda x: jnp.where(x > 0, -2.0, 0.25), x=normal("?x5", avoid=[0])),
)
