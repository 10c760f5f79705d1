# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%s = nn.stop_gradient %x : {x}\n  %y = nn.mul %x, %s : {x}", lambda x: x * x, x=normal("?x5"), wrt=[]),
)
