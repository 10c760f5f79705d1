# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.mul %a, %b : {a}, {b}", jnp.multiply, a=normal("?x5"), b=normal("?x5")),
    Case("%y = nn.mul %a, %b : {a}, {b}", jnp.multiply, a=normal("?x5"), b=normal("5")),
    Case("%y = nn.mul %a, %b : {a}, {b}", jnp.multiply, a=normal("5"), b=normal("?x5")),
    Case("%y = nn.mul %a, %b : {a}, {b}", jnp.multiply, a=normal("?x1"), b=normal("4")),
    Case("%y = nn.mul %a, %b : {a}, {b}", jnp.multiply, a=normal("?x3x1"), b=normal("?x1x4")),
    Case("%y = nn.mul %a, %b : {a}, {b}", jnp.multiply, a=normal(""), b=normal("?x5")),
    Case("%y = nn.mul %a, %b : {a}, {b}", jnp.multiply, a=normal("2x1"), b=normal("1x3")),
)
