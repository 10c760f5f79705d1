# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, distinct, normal
from pools import POOLS

check(*(Case(f"%y = nn.max_pool2d_select %x, %v {pool.words()} : {{x}}, {{v}}", pool.select, wrt=["v"],
             x=distinct(pool.image_shape()), v=normal(pool.image_shape()))
        for pool in POOLS))
