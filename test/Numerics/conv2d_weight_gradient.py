# REQUIRES: jax
# RUN: %python %s
from convolutions import CASES, SUMS
from harness import Case, check, normal

check(*(Case(f"%y = nn.conv2d_weight_gradient %x, %g kernel {[*case.weight[2:]]} {case.words()} : {{x}}, {{g}}",
             case.weight_gradient, tolerance=SUMS,
             x=normal(case.image_shape()), g=normal(case.result_shape()))
        for case in CASES))
