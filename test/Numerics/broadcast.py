# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.broadcast %x like %l dims [1] : {x}, {l}", lambda x, l: jnp.broadcast_to(x[None, :, None], l.shape), x=normal("4"), l=normal("?x4x3")),
    Case("%y = nn.broadcast %x like %l dims [0, 1] : {x}, {l}", lambda x, l: jnp.broadcast_to(x, l.shape), x=normal("?x1"), l=normal("?x4")),
    Case("%y = nn.broadcast %x like %l dims [0] : {x}, {l}", lambda x, l: jnp.broadcast_to(x[:, None], l.shape), x=normal("?"), l=normal("?x4")),
    Case("%y = nn.broadcast %x like %l dims [] : {x}, {l}", lambda x, l: jnp.broadcast_to(x, l.shape), x=normal(""), l=normal("?x4")),
)
