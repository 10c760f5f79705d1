# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, distinct

check(
    Case("%y = nn.global_max_pool %x : {x}", lambda x: x.max((2, 3)), x=distinct("?x3x4x5")),
    Case("%y = nn.global_max_pool %x : {x}", lambda x: x.max(2), x=distinct("?x1x7")),
)
