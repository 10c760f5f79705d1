# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal

check(
    Case("%a, %y = nn.split %x dim 1 into 2 : {x}", lambda x: jnp.split(x, 2, 1)[1], x=normal("?x6")),
    Case("%a, %b, %c = nn.split %x dim 2 into 3 : {x}\n  %ab = nn.mul %a, %b : tensor<?x3x2x2x{element}>\n"
         "  %y = nn.add %ab, %c : tensor<?x3x2x2x{element}>",
         lambda x: jnp.split(x, 3, 2)[0] * jnp.split(x, 3, 2)[1] + jnp.split(x, 3, 2)[2], x=normal("?x3x6x2")),
)
