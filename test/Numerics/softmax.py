# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.softmax %x : {x}", jax.nn.softmax, x=normal("?x5")),
    Case("%y = nn.softmax %x : {x}", jax.nn.softmax, x=normal("?x3x4")),
    Case("%y = nn.softmax %x : {x}", jax.nn.softmax, x=normal("6")),
    # Heads, and a length of one.
    Case("%y = nn.softmax %x : {x}", jax.nn.softmax, x=normal("?x2x3x33")),
    Case("%y = nn.softmax %x : {x}", jax.nn.softmax, x=normal("?x2x1x1")),
    # exp overflows in f32 where the largest is not taken off.
    Case("%y = nn.softmax %x : {x}", jax.nn.softmax, x=normal("?x5", mean=200)),
)
