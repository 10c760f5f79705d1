# REQUIRES: jax
# RUN: %python %s
# Against Box and Muller's formula in NumPy, with libm's sine.
import numpy as np
import philox
from harness import Case, check, normal
from library import Library

TEXT = "%y = nn.normal like %x seed %seed step %step stream 2 : {x} -> "
SCALARS = "%seed: i64 {ae.seed}, %step: i64 {ae.step}"


def draw(shape=None, **place):
    return lambda x: philox.normal((x.shape[0], *shape) if shape else x.shape, seed=1, stream=2, **place)


# The sine is a polynomial of f32's accuracy on every path.
near = {"f32": dict(rtol=1e-6, atol=1e-6), "f64": dict(rtol=2e-7, atol=2e-7)}
options = dict(wrt=[], scalars=SCALARS, tolerance=near)
check(
    Case(TEXT + "{x}", draw(step=5), step=5, x=normal("?x5"), **options),
    Case(TEXT + "{x}", draw(step=1), step=1, x=normal("?x4x4x5"), **options),
    Case(TEXT + "tensor<?x40x{dtype}>", draw((40,), step=1), step=1, x=normal("?x3"), **options),
    Case(TEXT.replace("2 :", "2 across_calls :") + "{x}", draw(first_row=9), step=9,
         x=normal("?x21"), **options),
)

# Moments of a million draws, within five standard errors, and the tails.
ROWS, COLUMNS = 4096, 256
library = Library(f"""func.func @draw(%x: tensor<?x{COLUMNS}xf32>, {SCALARS}) -> tensor<?x{COLUMNS}xf32> {{
  %y = nn.normal like %x seed %seed step %step stream 0 : tensor<?x{COLUMNS}xf32> -> tensor<?x{COLUMNS}xf32>
  return %y : tensor<?x{COLUMNS}xf32>
}}""", "cpu")
x = np.zeros((ROWS, COLUMNS), np.float32)
z = library.call("draw", ROWS, [x], [(x.shape, np.float32)], 1)[0].astype(np.float64)
error = 5 / np.sqrt(z.size)
for power, moment, variance in ((1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96)):
    assert abs((z**power).mean() - moment) < error * np.sqrt(variance), (power, (z**power).mean())
assert 4.5 < np.abs(z).max() < 5.8
for a, b in ((z[:-1], z[1:]), (z[:, :-1], z[:, 1:])):
    assert abs((a * b).mean()) < error and abs((a * a * b * b).mean() - 1) < 3 * error
inside = (np.abs(z) < 1).mean()
assert abs(inside - 0.6826895) < error * 0.47, inside
