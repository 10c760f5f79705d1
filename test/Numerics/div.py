# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal, uniform

check(
    Case("%y = nn.div %a, %b : {a}, {b}", jnp.divide, a=normal("?x5"), b=uniform("?x5", 0.5, 2)),
    Case("%y = nn.div %a, %b : {a}, {b}", jnp.divide, a=normal("?x5"), b=uniform("5", 0.5, 2)),
    Case("%y = nn.div %a, %b : {a}, {b}", jnp.divide, a=normal("5"), b=uniform("?x5", 0.5, 2)),
    Case("%y = nn.div %a, %b : {a}, {b}", jnp.divide, a=normal("?x1"), b=uniform("4", 0.5, 2)),
    Case("%y = nn.div %a, %b : {a}, {b}", jnp.divide, a=normal("?x3x1"), b=uniform("?x1x4", 0.5, 2)),
    Case("%y = nn.div %a, %b : {a}, {b}", jnp.divide, a=normal(""), b=uniform("?x5", 0.5, 2)),
    Case("%y = nn.div %a, %b : {a}, {b}", jnp.divide, a=normal("2x1"), b=uniform("1x3", 0.5, 2)),
)
