# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, normal


def resize(factor, method):
    return lambda x: jax.image.resize(x, (*x.shape[:2], x.shape[2] * factor), method)


check(
    Case("%y = nn.upsample1d %x factor 2 : {x}", resize(2, "nearest"), x=normal("?x3x5")),
    Case("%y = nn.upsample1d %x factor 3 linear : {x}", resize(3, "linear"), x=normal("?x2x4")),
)
