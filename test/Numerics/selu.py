# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.selu %x : {x}", jax.nn.selu, x=normal("?x5", avoid=[0])),
    Case("%y = nn.selu %x : {x}", jax.nn.selu, x=normal("3", avoid=[0])),
)
