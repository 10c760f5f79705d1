# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.relu6 %x : {x}", jax.nn.relu6, x=normal("?x5", scale=6, avoid=[0, 6])),
    Case("%y = nn.relu6 %x : {x}", jax.nn.relu6, x=normal("3", scale=6, avoid=[0, 6])),
)
