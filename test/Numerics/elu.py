# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.elu %x : {x}", jax.nn.elu, x=normal("?x5", avoid=[0])),
    Case("%y = nn.elu %x {alpha = 0.3} : {x}", lambda x: jax.nn.elu(x, 0.3), x=normal("?x5", avoid=[0])),
)
