# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal
from pools import POOLS

check(*(Case(f"%y = nn.avg_pool2d_gradient %g size {[*pool.image[1:]]} {pool.words()} : {{g}}", pool.mean_gradient,
             g=normal(pool.result_shape()))
        for pool in POOLS))
