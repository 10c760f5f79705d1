# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.l1 %x : {x}", lambda x: (jnp.abs(x)).mean(1), x=normal("?x5", avoid=[0])),
    Case("%y = nn.l1 %x reduce batch_mean : {x}", lambda x: (jnp.abs(x)).sum((1, 2)), x=normal("?x2x3", avoid=[0])),
    Case("%y = nn.l1 %x reduce sum : {x}", lambda x: (jnp.abs(x)).sum(), x=normal("?x5", avoid=[0])),
    # A weight: no batch, a scalar.
    Case("%y = nn.l1 %x : {x}", lambda x: (jnp.abs(x)).mean(), x=normal("4x3", avoid=[0])),
    Case("%y = nn.l1 %x reduce sum : {x}", lambda x: (jnp.abs(x)).sum(), x=normal("4x3", avoid=[0])),
)
