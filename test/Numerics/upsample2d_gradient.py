# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal
from resampling import UPSAMPLINGS

check(*(Case(f"%y = nn.upsample2d_gradient %g {case.words()} : {{g}}", case.gradient, g=normal(case.result_shape()))
        for case in UPSAMPLINGS))
