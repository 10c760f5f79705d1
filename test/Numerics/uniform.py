# REQUIRES: jax
# RUN: %python %s
# Against the published vectors of Philox-4x32-10, then against a NumPy version;
# and whether draws look independent.
import numpy as np
import philox
from harness import Case, check, normal
from library import Library

# kat_vectors of Random123: counter, key, words.
VECTORS = [
    ([0] * 4, [0] * 2, [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]),
    ([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2, [0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD]),
    ([0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344], [0xA4093822, 0x299F31D0],
     [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]),
]
for counter, key, words in VECTORS:
    assert [int(word) for word in philox.philox(counter, key)] == words

TEXT = "%y = nn.uniform like %x seed %seed step %step stream 7 : {x} -> "
SCALARS = "%seed: i64 {ae.seed}, %step: i64 {ae.step}"


def draw(shape=None, **place):
    """The library's calls have seed 1. Draws are the same numbers in f32 and f64."""
    return lambda x: philox.uniform((x.shape[0], *shape) if shape else x.shape, seed=1, stream=7, **place)


exact = {"f32": dict(rtol=0, atol=0), "f64": dict(rtol=0, atol=0)}
options = dict(wrt=[], scalars=SCALARS, tolerance=exact)
check(
    Case(TEXT + "{x}", draw(step=5), step=5, x=normal("?x5"), **options),
    Case(TEXT + "{x}", draw(step=2**33 + 1), step=2**33 + 1, x=normal("?x37"), **options),
    Case(TEXT + "{x}", draw(step=1), step=1, x=normal("?x2x3x17"), **options),
    Case(TEXT + "tensor<?x40x{dtype}>", draw((40,), step=1), step=1, x=normal("?x3"), **options),
    Case(TEXT.replace("7 :", "7 across_calls :") + "{x}", draw(first_row=100), step=100,
         x=normal("?x5"), **options),
)

# Moments and correlations of a million draws, within five standard errors.
ROWS, COLUMNS = 4096, 256
library = Library(f"""func.func @draw(%x: tensor<?x{COLUMNS}xf32>, {SCALARS}) -> tensor<?x{COLUMNS}xf32> {{
  %y = nn.uniform like %x seed %seed step %step stream 0 : tensor<?x{COLUMNS}xf32> -> tensor<?x{COLUMNS}xf32>
  return %y : tensor<?x{COLUMNS}xf32>
}}""", "cpu")
x = np.zeros((ROWS, COLUMNS), np.float32)
spec = [(x.shape, np.float32)]
first, second = (library.call("draw", ROWS, [x], spec, step)[0].astype(np.float64) for step in (1, 2))
count = ROWS * COLUMNS
assert first.min() >= 0 and first.max() < 1
assert abs(first.mean() - 1 / 2) < 5 * np.sqrt(1 / 12 / count)
assert abs(first.var() - 1 / 12) < 5 * np.sqrt(1 / 180 / count)


def correlation(a, b):
    return np.mean((a - 0.5) * (b - 0.5)) * 12


for a, b in ((first, second), (first[:-1], first[1:]), (first[:, :-1], first[:, 1:])):
    assert abs(correlation(a, b)) < 5 / np.sqrt(a.size), correlation(a, b)
bins = np.histogram(first, 64, (0, 1))[0]
chi = ((bins - count / 64) ** 2 / (count / 64)).sum()
assert chi < 63 + 5 * np.sqrt(2 * 63), chi
