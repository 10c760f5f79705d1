# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.global_avg_pool %x : {x}", lambda x: x.mean((2, 3)), x=normal("?x3x4x5")),
    Case("%y = nn.global_avg_pool %x : {x}", lambda x: x.mean(2), x=normal("?x1x7")),
)
