# REQUIRES: jax
# RUN: %python %s
from convolutions import CASES, SUMS
from harness import Case, check, normal

check(*(Case(f"%y = nn.conv2d %x, %k {case.words()} : {{x}}, {{k}}", case.apply, tolerance=SUMS,
             x=normal(case.image_shape()), k=normal(case.weight_shape()))
        for case in CASES))
