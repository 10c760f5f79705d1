# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.last %x : {x}", lambda x: x[:, -1], x=normal("?x5x3")),
    Case("%y = nn.last %x : {x}", lambda x: x[:, -1], x=normal("?x1")),
)
