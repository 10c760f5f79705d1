# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.sum_to %x : {x} -> tensor<5x{element}>", lambda x: x.sum(0), x=normal("?x5")),
    Case("%y = nn.sum_to %x : {x} -> tensor<?x1x{element}>", lambda x: x.sum(1, keepdims=True), x=normal("?x5")),
    Case("%y = nn.sum_to %x : {x} -> tensor<3x1x{element}>", lambda x: x.sum((0, 2))[:, None], x=normal("?x3x4")),
    Case("%y = nn.sum_to %x : {x} -> tensor<17x{element}>", lambda x: x.sum((0, 1, 2)), x=normal("?x3x2x17")),
    Case("%y = nn.sum_to %x : {x} -> tensor<{element}>", lambda x: x.sum(), x=normal("?x3x4")),
    Case("%y = nn.sum_to %x : {x} -> {x}", lambda x: x, x=normal("?x4")),
)
