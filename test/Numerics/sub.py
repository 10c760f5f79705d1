# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.sub %a, %b : {a}, {b}", jnp.subtract, a=normal("?x5"), b=normal("?x5")),
    Case("%y = nn.sub %a, %b : {a}, {b}", jnp.subtract, a=normal("?x5"), b=normal("5")),
    Case("%y = nn.sub %a, %b : {a}, {b}", jnp.subtract, a=normal("5"), b=normal("?x5")),
    Case("%y = nn.sub %a, %b : {a}, {b}", jnp.subtract, a=normal("?x1"), b=normal("4")),
    Case("%y = nn.sub %a, %b : {a}, {b}", jnp.subtract, a=normal("?x3x1"), b=normal("?x1x4")),
    Case("%y = nn.sub %a, %b : {a}, {b}", jnp.subtract, a=normal(""), b=normal("?x5")),
    Case("%y = nn.sub %a, %b : {a}, {b}", jnp.subtract, a=normal("2x1"), b=normal("1x3")),
)
