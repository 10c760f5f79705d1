# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

def choose(p, a, b):
    return jnp.where(p > 0, a, b)


check(
    Case("%y = nn.select %p, %a, %b : {p}, {a}, {b}", choose, p=normal("?x5", avoid=[0]), a=normal("?x5"), b=normal("5")),
    Case("%y = nn.select %p, %a, %b : {p}, {a}, {b}", choose, p=normal("?x1", avoid=[0]), a=normal(""), b=normal("4")),
    Case("%y = nn.select %p, %a, %b : {p}, {a}, {b}", choose, p=normal("3", avoid=[0]), a=normal("?x3"), b=normal("?x1")),
)
