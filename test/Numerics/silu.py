# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.silu %x : {x}", jax.nn.silu, x=normal("?x5", scale=3)),
    Case("%y = nn.silu %x : {x}", jax.nn.silu, x=normal("3", scale=3)),
)
