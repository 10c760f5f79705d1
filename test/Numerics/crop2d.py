# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.crop2d %x, [1, 2, 0, 3] : {x}", lambda x: x[:, :, 1:-2, :-3], x=normal("?x2x5x6")),
    Case("%y = nn.crop2d %x, [0, 0, 0, 0] : {x}", lambda x: x, x=normal("?x1x2x2")),
    Case("%y = nn.crop2d %x, [0, 1, 2, 0] channels_last : {x}", lambda x: x[:, :-1, 2:], x=normal("?x3x4x2")),
)
