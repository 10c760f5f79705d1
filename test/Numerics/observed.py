# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal, with_gaps

check(
    Case("%y = nn.observed %x : {x}", lambda x: 1.0 - jnp.isnan(x), wrt=[], x=with_gaps(normal("?x5"))),
    Case("%y = nn.observed %x : {x}", lambda x: 1.0 - jnp.isnan(x), x=normal("?x2x3")),
)
