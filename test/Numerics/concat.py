# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.concat %a, %b dim 1 : {a}, {b}", lambda a, b: jnp.concatenate([a, b], 1), a=normal("?x4"), b=normal("?x2")),
    Case("%y = nn.concat %a, %b, %a dim 1 : {a}, {b}, {a}", lambda a, b: jnp.concatenate([a, b, a], 1), a=normal("?x1x3"), b=normal("?x2x3")),
    Case("%y = nn.concat %a, %b dim 0 : {a}, {b}", lambda a, b: jnp.concatenate([a, b]), a=normal("2x3"), b=normal("1x3")),
    Case("%y = nn.concat %a dim 1 : {a}", lambda a: a, a=normal("?x3")),
)
