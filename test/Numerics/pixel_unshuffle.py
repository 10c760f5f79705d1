# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal


def unshuffle(x, r):
    b, c, h, w = x.shape
    split = x.reshape(b, c, h // r, r, w // r, r)
    return split.transpose(0, 1, 3, 5, 2, 4).reshape(b, c * r * r, h // r, w // r)


def last(x, r):
    return unshuffle(x.transpose(0, 3, 1, 2), r).transpose(0, 2, 3, 1)


check(
    Case("%y = nn.pixel_unshuffle %x factor 2 : {x}", lambda x: unshuffle(x, 2), x=normal("?x2x4x6")),
    Case("%y = nn.pixel_unshuffle %x factor 3 : {x}", lambda x: unshuffle(x, 3), x=normal("?x1x3x6")),
    Case("%y = nn.pixel_unshuffle %x factor 2 channels_last : {x}", lambda x: last(x, 2), x=normal("?x4x6x3")),
)
