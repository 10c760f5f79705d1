# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.count %x dims [0] : {x}", lambda x: jnp.float64(x.shape[0]), x=normal("?x5"), wrt=[]),
    Case("%y = nn.count %x dims [1, 0] : {x}", lambda x: jnp.float64(x.size), x=normal("?x5"), wrt=[]),
    Case("%y = nn.count %x dims [1] : {x}", lambda x: jnp.float64(5.0), x=normal("?x5"), wrt=[]),
)
