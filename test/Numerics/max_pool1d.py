# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, distinct
from pools import Pool


def largest(kernel, strides=0, padding=(0, 0)):
    pool = Pool((0, 0, 0), (1, kernel), (1, strides or kernel), (0, 0, *padding))
    return lambda x: pool.max(x[:, :, None])[:, :, 0]


check(
    Case("%y = nn.max_pool1d %x kernel 2 : {x}", largest(2), x=distinct("?x3x9")),
    Case("%y = nn.max_pool1d %x kernel 3 strides 2 padding [1, 2] : {x}", largest(3, 2, (1, 2)), x=distinct("?x1x8")),
)
