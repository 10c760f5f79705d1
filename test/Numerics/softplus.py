# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.softplus %x : {x}", jax.nn.softplus, x=normal("?x5")),
    # exp overflows in f32; the result does not.
    Case("%y = nn.softplus %x : {x}", jax.nn.softplus, x=normal("?x5", scale=200)),
)
