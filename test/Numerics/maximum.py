# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, distinct

check(
    Case("%y = nn.maximum %a, %b : {a}, {b}", jnp.maximum, a=distinct("?x5", 0.1), b=distinct("?x5", 0.13)),
    Case("%y = nn.maximum %a, %b : {a}, {b}", jnp.maximum, a=distinct("?x5", 0.1), b=distinct("5", 0.13)),
    Case("%y = nn.maximum %a, %b : {a}, {b}", jnp.maximum, a=distinct("5", 0.1), b=distinct("?x5", 0.13)),
    Case("%y = nn.maximum %a, %b : {a}, {b}", jnp.maximum, a=distinct("?x1", 0.1), b=distinct("4", 0.13)),
    Case("%y = nn.maximum %a, %b : {a}, {b}", jnp.maximum, a=distinct("?x3x1", 0.1), b=distinct("?x1x4", 0.13)),
    Case("%y = nn.maximum %a, %b : {a}, {b}", jnp.maximum, a=distinct("", 0.1), b=distinct("?x5", 0.13)),
    Case("%y = nn.maximum %a, %b : {a}, {b}", jnp.maximum, a=distinct("2x1", 0.1), b=distinct("1x3", 0.13)),
)
