# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, distinct

check(
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("?x5", 0.1), b=distinct("?x5", 0.13)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("?x5", 0.1), b=distinct("5", 0.13)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("5", 0.1), b=distinct("?x5", 0.13)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("?x1", 0.1), b=distinct("4", 0.13)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("?x3x1", 0.1), b=distinct("?x1x4", 0.13)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("", 0.1), b=distinct("?x5", 0.13)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("2x1", 0.1), b=distinct("1x3", 0.13)),
)
