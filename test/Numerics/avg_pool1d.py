# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal
from pools import Pool


def mean(kernel, strides=0, padding=(0, 0)):
    pool = Pool((0, 0, 0), (1, kernel), (1, strides or kernel), (0, 0, *padding))
    return lambda x: pool.mean(x[:, :, None])[:, :, 0]


check(
    Case("%y = nn.avg_pool1d %x kernel 2 : {x}", mean(2), x=normal("?x3x9")),
    Case("%y = nn.avg_pool1d %x kernel 4 strides 2 padding [1, 2] : {x}", mean(4, 2, (1, 2)), x=normal("?x1x8")),
)
