# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%y = nn.matmul %a, %b : {a}, {b}", jnp.matmul, a=normal("?x5"), b=normal("5x3")),
    Case("%y = nn.matmul %a, %b transpose_rhs : {a}, {b}", lambda a, b: a @ b.T, a=normal("?x5"), b=normal("3x5")),
    Case("%y = nn.matmul %a, %b transpose_lhs : {a}, {b}", lambda a, b: a.T @ b, a=normal("?x3"), b=normal("?x4")),
    Case("%y = nn.matmul %a, %b transpose_lhs transpose_rhs : {a}, {b}", lambda a, b: a.T @ b.T, a=normal("4x2"), b=normal("3x4")),
    Case("%y = nn.matmul %a, %b : {a}, {b}", jnp.matmul, a=normal("1x17"), b=normal("17x1")),
)
