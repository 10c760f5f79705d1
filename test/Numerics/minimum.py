# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, distinct

check(
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("?x5"), b=distinct("?x5", start=-1.05)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("?x5"), b=distinct("5", start=-1.05)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("5"), b=distinct("?x5", start=-1.05)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("?x1"), b=distinct("4", start=-1.05)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("?x3x1"), b=distinct("?x1x4", start=-1.05)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct(""), b=distinct("?x5", start=-1.05)),
    Case("%y = nn.minimum %a, %b : {a}, {b}", jnp.minimum, a=distinct("2x1"), b=distinct("1x3", start=-1.05)),
)
