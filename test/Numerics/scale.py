# REQUIRES: jax
# RUN: %python %s
# The library's calls have epoch 0.75.
from harness import Case, check, normal

options = dict(scalars="%factor: f64 {ae.epoch}")
check(
    Case("%y = nn.scale %x by %factor : {x}", lambda x: 0.75 * x, x=normal("?x5"), **options),
    Case("%y = nn.scale %x by %factor : {x}", lambda x: 0.75 * x, x=normal(""), **options),
)
