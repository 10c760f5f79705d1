# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.slice %x dim 1 from 2 size 3 : {x}", lambda x: x[:, 2:5], x=normal("?x7")),
    Case("%y = nn.slice %x dim 2 from 0 size 1 : {x}", lambda x: x[:, :, :1], x=normal("?x2x3")),
    Case("%y = nn.slice %x dim 1 from 0 size 4 : {x}", lambda x: x, x=normal("?x4")),
)
