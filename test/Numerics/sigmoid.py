# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.sigmoid %x : {x}", jax.nn.sigmoid, x=normal("?x5")),
    # exp overflows in f32; the result is 0 or 1, not NaN.
    Case("%y = nn.sigmoid %x : {x}", jax.nn.sigmoid, x=normal("?x5", scale=200)),
)
