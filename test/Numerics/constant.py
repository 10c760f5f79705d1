# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%c = nn.constant 0.1 : {element}\n  %y = nn.mul %x, %c : {x}, tensor<{element}>", lambda x: x * 0.1, x=normal("?x5")),
)
