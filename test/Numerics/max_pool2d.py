# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, distinct
from pools import POOLS

check(*(Case(f"%y = nn.max_pool2d %x {pool.words()} : {{x}}", pool.max, x=distinct(pool.image_shape()))
        for pool in POOLS))
