# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal


def patchify(x, p, q):
    b, c, h, w = x.shape
    return x.reshape(b, c, h // p, p, w // q, q).transpose(0, 2, 4, 1, 3, 5).reshape(b, -1, c * p * q)


check(
    Case("%y = nn.patchify %x patch [2, 3] : {x}", lambda x: patchify(x, 2, 3), x=normal("?x2x4x3")),
    Case("%y = nn.patchify %x patch [1, 1] : {x}", lambda x: patchify(x, 1, 1), x=normal("?x1x2x3")),
)
