# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal


def shuffle(x, r):
    b, c, h, w = x.shape
    return x.reshape(b, c // (r * r), r, r, h, w).transpose(0, 1, 4, 2, 5, 3).reshape(b, c // (r * r), h * r, w * r)


def last(x, r):
    return shuffle(x.transpose(0, 3, 1, 2), r).transpose(0, 2, 3, 1)


check(
    Case("%y = nn.pixel_shuffle %x factor 2 : {x}", lambda x: shuffle(x, 2), x=normal("?x8x3x2")),
    Case("%y = nn.pixel_shuffle %x factor 3 : {x}", lambda x: shuffle(x, 3), x=normal("?x9x1x2")),
    Case("%y = nn.pixel_shuffle %x factor 2 channels_last : {x}", lambda x: last(x, 2), x=normal("?x3x2x8")),
)
