# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.erf %x : {x}", jax.scipy.special.erf, x=normal("?x5")),
    Case("%y = nn.erf %x : {x}", jax.scipy.special.erf, x=normal("3")),
)
