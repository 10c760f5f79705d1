# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.hard_sigmoid %x : {x}", jax.nn.hard_sigmoid, x=normal("?x5", scale=3, avoid=[-3, 3])),
    Case("%y = nn.hard_sigmoid %x : {x}", jax.nn.hard_sigmoid, x=normal("3", scale=3, avoid=[-3, 3])),
)
