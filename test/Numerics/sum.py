# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.sum %x dims [1] : {x}", lambda x: x.sum(1), x=normal("?x5")),
    Case("%y = nn.sum %x dims [0] : {x}", lambda x: x.sum(0), x=normal("?x5")),
    Case("%y = nn.sum %x dims [0, 1] : {x}", lambda x: x.sum(), x=normal("?x5")),
    Case("%y = nn.sum %x dims [1] keep : {x}", lambda x: x.sum(1, keepdims=True), x=normal("?x5")),
    Case("%y = nn.sum %x dims [0] keep : {x}", lambda x: x.sum(0, keepdims=True), x=normal("?x5")),
    Case("%y = nn.sum %x dims [0, 1] keep : {x}", lambda x: x.sum(keepdims=True), x=normal("?x5")),
    Case("%y = nn.sum %x dims [2, 1] : {x}", lambda x: x.sum((1, 2)), x=normal("?x3x4")),
    Case("%y = nn.sum %x dims [1, 2, 3] : {x}", lambda x: x.sum((1, 2, 3)), x=normal("?x2x3x19")),
    Case("%y = nn.sum %x dims [2, 3] : {x}", lambda x: x.sum((2, 3)), x=normal("?x2x3x5")),
    Case("%y = nn.sum %x dims [0] : {x}", lambda x: x.sum(0), x=normal("?x3x17")),
    Case("%y = nn.sum %x dims [1] keep : {x}", lambda x: x.sum(1, keepdims=True), x=normal("?x3x4")),
)
