# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal

check(
    Case("%y = nn.leaky_relu %x : {x}", jax.nn.leaky_relu, x=normal("?x5", avoid=[0])),
    Case("%y = nn.leaky_relu %x {slope = 0.3} : {x}", lambda x: jax.nn.leaky_relu(x, 0.3), x=normal("?x5", avoid=[0])),
    Case("%y = nn.leaky_relu %x {slope = 0.0} : {x}", jax.nn.relu, x=normal("?x5", avoid=[0])),
)
