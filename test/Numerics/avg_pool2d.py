# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal
from pools import POOLS

check(*(Case(f"%y = nn.avg_pool2d %x {pool.words()} : {{x}}", pool.mean, x=normal(pool.image_shape()))
        for pool in POOLS))
