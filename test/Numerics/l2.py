# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.l2 %x : {x}", lambda x: (x**2).mean(1), x=normal("?x5")),
    Case("%y = nn.l2 %x reduce batch_mean : {x}", lambda x: (x**2).sum((1, 2)), x=normal("?x2x3")),
    Case("%y = nn.l2 %x reduce sum : {x}", lambda x: (x**2).sum(), x=normal("?x5")),
    # A weight: no batch, a scalar.
    Case("%y = nn.l2 %x : {x}", lambda x: (x**2).mean(), x=normal("4x3")),
    Case("%y = nn.l2 %x reduce sum : {x}", lambda x: (x**2).sum(), x=normal("4x3")),
)
