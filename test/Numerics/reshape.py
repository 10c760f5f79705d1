# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.reshape %x, [-1, 2, 3] : {x}", lambda x: x.reshape(-1, 2, 3), x=normal("?x6")),
    Case("%y = nn.reshape %x, [-1, 3, 2] : {x}", lambda x: x.reshape(-1, 3, 2), x=normal("?x2x3")),
    Case("%y = nn.reshape %x, [-1, 6] : {x}", lambda x: x.reshape(-1, 6), x=normal("?x2x3")),
    Case("%y = nn.reshape %x, [-1, 1] : {x}", lambda x: x[:, None], x=normal("?")),
    Case("%y = nn.reshape %x, [-1] : {x}", lambda x: x.reshape(-1), x=normal("?x1x1")),
    Case("%y = nn.reshape %x, [3, 4] : {x}", lambda x: x.reshape(3, 4), x=normal("2x6")),
    Case("%y = nn.reshape %x, [1, 1] : {x}", lambda x: x.reshape(1, 1), x=normal("")),
    Case("%y = nn.reshape %x, [] : {x}", lambda x: x.reshape(()), x=normal("1x1")),
)
