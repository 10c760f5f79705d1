# REQUIRES: jax
# RUN: %python %s
from convolutions import CASES, SUMS
from harness import Case, check, normal

check(*(Case(f"%y = nn.conv2d_data_gradient %g, %k size {[*case.image[1:]]} {case.words()} : {{g}}, {{k}}",
             case.data_gradient, tolerance=SUMS,
             g=normal(case.result_shape()), k=normal(case.weight_shape()))
        for case in CASES))
