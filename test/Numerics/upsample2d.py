# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal
from resampling import UPSAMPLINGS

check(*(Case(f"%y = nn.upsample2d %x {case.words()} : {{x}}", case.apply, x=normal(case.image_shape()))
        for case in UPSAMPLINGS))
