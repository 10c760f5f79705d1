# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.transpose %x, [0, 2, 1] : {x}", lambda x: x.transpose(0, 2, 1), x=normal("?x2x3")),
    Case("%y = nn.transpose %x, [2, 0, 1] : {x}", lambda x: x.transpose(2, 0, 1), x=normal("2x3x4")),
    Case("%y = nn.transpose %x, [0, 3, 1, 2] : {x}", lambda x: x.transpose(0, 3, 1, 2), x=normal("?x2x3x4")),
)
