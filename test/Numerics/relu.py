# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.relu %x : {x}", jax.nn.relu, x=normal("?x5", avoid=[0])),
    Case("%y = nn.relu %x : {x}", jax.nn.relu, x=normal("3", avoid=[0])),
)
