# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.gelu %x : {x}", lambda x: jax.nn.gelu(x, approximate=False), x=normal("?x5")),
    Case("%y = nn.gelu %x approximate tanh : {x}", lambda x: jax.nn.gelu(x, approximate=True), x=normal("?x5")),
)
