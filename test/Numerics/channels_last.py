# Convolutions and pooling channels last, the order kernels are generated for: values
# and gradients against JAX, the same bits on one and two threads and for a sample
# alone, at sizes that meet every kind of tile: one and three channels on a side, panels
# with a rest, phases of strides, dilation, groups, strips of a large image.
# REQUIRES: jax
# RUN: %python %s
import jax
import numpy as np
from jax import lax

from harness import Case, Run, normal
from library import Library

DIMS = ("NHWC", "HWIO", "NHWC")


def convolution(x, k, strides=(1, 1), padding=(0, 0, 0, 0), dilation=(1, 1), groups=1):
    def apply(x, k):
        return lax.conv_general_dilated(x, k, strides, [padding[:2], padding[2:]], rhs_dilation=dilation,
                                        feature_group_count=groups, dimension_numbers=DIMS)

    words = f"strides {[*strides]} padding {[*padding]} dilation {[*dilation]} groups {groups} channels_last"
    return Case(f"%y = nn.conv2d %x, %k {words} : {{x}}, {{k}}", apply, x=normal(x), k=normal(k))


def pool(x, kernel, strides, padding):
    def apply(x):
        pads = [(0, 0), padding[:2], padding[2:], (0, 0)]
        return lax.reduce_window(x, -np.inf, lax.max, (1, *kernel, 1), (1, *strides, 1), pads)

    words = f"kernel {[*kernel]} strides {[*strides]} padding {[*padding]} channels_last"
    return Case(f"%y = nn.max_pool2d %x {words} : {{x}}", apply, x=normal(x))


def bilinear(x, factors):
    def apply(x):
        size = (x.shape[0], x.shape[1] * factors[0], x.shape[2] * factors[1], x.shape[3])
        return jax.image.resize(x, size, "bilinear")

    return Case(f"%y = nn.upsample2d %x factors [{factors[0]}, {factors[1]}] bilinear channels_last : {{x}}", apply,
                x=normal(x))


def shuffle(x, factor):
    def apply(x):
        batch, height, width, channels = x.shape
        y = x.reshape(batch, height, width, channels // factor**2, factor, factor).transpose(0, 1, 4, 2, 5, 3)
        return y.reshape(batch, height * factor, width * factor, channels // factor**2)

    return Case(f"%y = nn.pixel_shuffle %x factor {factor} channels_last : {{x}}", apply, x=normal(x))


def upsample(x, factor):
    def apply(x):
        return x.repeat(factor, axis=1).repeat(factor, axis=2)

    return Case(f"%y = nn.upsample2d %x factors [{factor}, {factor}] channels_last : {{x}}", apply, x=normal(x))


CASES = [
    convolution("?x7x7x32", "3x3x32x32", padding=(1, 1, 1, 1)),
    convolution("?x8x9x1", "3x3x1x32", padding=(1, 1, 1, 1)),
    convolution("?x8x9x5", "3x3x5x1", padding=(1, 1, 1, 1)),
    convolution("?x9x19x32", "3x3x32x1", padding=(1, 1, 1, 1)),
    convolution("?x8x8x3", "4x4x3x32", strides=(2, 2), padding=(1, 1, 1, 1)),
    convolution("?x8x8x16", "5x5x16x3", strides=(2, 1), padding=(1, 2, 2, 2)),
    convolution("?x9x7x20", "3x3x20x35", strides=(2, 2), padding=(0, 1, 0, 1)),
    convolution("?x11x10x4", "3x2x4x6", strides=(3, 2), padding=(2, 1, 0, 1), dilation=(2, 3)),
    convolution("?x6x6x8", "3x3x2x8", padding=(1, 1, 1, 1), groups=4),
    convolution("?x6x6x8", "3x3x1x8", padding=(1, 1, 1, 1), groups=8),
    convolution("?x9x8x40", "3x3x1x40", strides=(2, 1), padding=(1, 1, 1, 1), groups=40),
    convolution("?x6x7x16", "3x2x1x16", padding=(2, 1, 0, 1), dilation=(2, 1), groups=16),
    convolution("?x6x6x24", "3x3x3x24", padding=(1, 1, 1, 1), groups=8),
    convolution("?x5x6x6", "3x3x1x18", padding=(1, 1, 1, 1), groups=6),
    convolution("?x5x6x18", "3x3x3x6", strides=(2, 2), padding=(1, 1, 1, 1), groups=6),
    convolution("?x5x5x6", "1x1x6x17"),
    convolution("?x5x5x6", "1x1x6x17", strides=(2, 2)),
    convolution("?x40x40x32", "3x3x32x16", padding=(1, 1, 1, 1)),
    pool("?x8x8x32", (2, 2), (2, 2), (0, 0, 0, 0)),
    pool("?x9x7x20", (3, 3), (2, 2), (1, 1, 1, 1)),
    pool("?x9x7x3", (2, 2), (3, 3), (0, 0, 0, 0)),
    upsample("?x5x4x20", 2),
    bilinear("?x5x4x20", (2, 2)),
    bilinear("?x3x1x16", (3, 4)),
    bilinear("?x1x7x3", (1, 5)),
    shuffle("?x3x4x84", 2),
    shuffle("?x2x3x45", 3),
    shuffle("?x2x1x128", 8),
]


def same_bits(found, expected, what):
    for one, two in zip(found, expected, strict=True):
        assert np.array_equal(one, two), f"{what} differ"


text = "".join(case.module_function(f"case{i}", "f32") for i, case in enumerate(CASES))
alone, together = Library(text, "cpu", threads=1), Library(text, "cpu", threads=2)
for i, case in enumerate(CASES):
    rng = np.random.default_rng(20)
    run = Run(case, together, f"case{i}", "f32", 7)
    values, weight = run.draw(rng)
    results, grads = run.compiled(values, weight)
    expected_results, expected_grads = run.expected(values, weight)
    for found, expected in zip([*results, *grads], [*expected_results, *expected_grads]):
        # Sums of up to some thousand products: relative to the largest result.
        largest = np.abs(np.asarray(expected)).max()
        assert np.abs(found - expected).max() <= 1e-5 * largest, case.text
    other = Run(case, alone, f"case{i}", "f32", 7)
    one_results, one_grads = other.compiled(values, weight)
    same_bits([*results, *grads], [*one_results, *one_grads], f"one and two threads of {case.text}")
    first = {name: value[:1] if case.args[name].shape[0] is None else value for name, value in values.items()}
    sample, _ = Run(case, together, f"case{i}", "f32", 1).compiled(first, weight[:1])
    same_bits(sample, [results[0][:1]], f"a sample alone and in a batch of {case.text}")
