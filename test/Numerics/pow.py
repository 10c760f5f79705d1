# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal, uniform

check(
    Case("%y = nn.pow %a, %b : {a}, {b}", jnp.power, a=uniform("?x5", 0.2, 3), b=normal("?x5")),
    Case("%y = nn.pow %a, %b : {a}, {b}", jnp.power, a=uniform("?x5", 0.2, 3), b=normal("5")),
    Case("%y = nn.pow %a, %b : {a}, {b}", jnp.power, a=uniform("5", 0.2, 3), b=normal("?x5")),
    Case("%y = nn.pow %a, %b : {a}, {b}", jnp.power, a=uniform("?x1", 0.2, 3), b=normal("4")),
    Case("%y = nn.pow %a, %b : {a}, {b}", jnp.power, a=uniform("?x3x1", 0.2, 3), b=normal("?x1x4")),
    Case("%y = nn.pow %a, %b : {a}, {b}", jnp.power, a=uniform("", 0.2, 3), b=normal("?x5")),
    Case("%y = nn.pow %a, %b : {a}, {b}", jnp.power, a=uniform("2x1", 0.2, 3), b=normal("1x3")),
)
