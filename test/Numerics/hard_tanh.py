# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.hard_tanh %x : {x}", jax.nn.hard_tanh, x=normal("?x5", avoid=[-1, 1])),
    Case("%y = nn.hard_tanh %x : {x}", jax.nn.hard_tanh, x=normal("3", avoid=[-1, 1])),
)
