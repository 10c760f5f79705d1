# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, indices, normal

check(
    Case("%y = nn.within %x {low = -0.5, high = 0.75} : {x}", lambda x: ((x > -0.5) & (x < 0.75)) * 1.0, x=normal("?x5", avoid=[-0.5, 0.75])),
    # The bounds themselves: 1, 0 and 1 are what draws give here.
    Case("%y = nn.within %x {low = 0.0, high = 1.0} : {x}", lambda x: x * 0.0, x=indices("?x5", 2, None), wrt=[]),
    Case("%y = nn.within %x {low = 0.0, high = 1.0, closed} : {x}", lambda x: x * 0.0 + 1.0, x=indices("?x5", 2, None), wrt=[]),
)
