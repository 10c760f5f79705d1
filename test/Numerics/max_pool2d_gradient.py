# Ties go to the first place, as in PyTorch and XLA: the last case has many.
# REQUIRES: jax
# RUN: %python %s
import numpy as np

from harness import Arg, Case, check, distinct, normal, parse_shape
from pools import POOLS, Pool


def few(shape):
    """Draws of three values: windows with equal ones."""
    return Arg(parse_shape(shape), lambda rng, sizes: rng.integers(0, 3, sizes).astype(np.float64))


def case(pool, x):
    return Case(f"%y = nn.max_pool2d_gradient %x, %g {pool.words()} : {{x}}, {{g}}", pool.max_gradient,
                wrt=["g"], x=x, g=normal(pool.result_shape()))


ties = Pool((2, 6, 6), (3, 3), strides=(2, 2), padding=(1, 1, 1, 1))
check(*(case(pool, distinct(pool.image_shape())) for pool in POOLS), case(ties, few(ties.image_shape())))
