# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.flatten %x : {x}", lambda x: x.reshape(x.shape[0], -1), x=normal("?x2x3x2")),
    Case("%y = nn.flatten %x : {x}", lambda x: x, x=normal("?x5")),
)
