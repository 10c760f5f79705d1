# REQUIRES: jax
# RUN: %python %s
# Both directions, masks, one step, odd sizes, cells used or not: against JAX, step by step.
from functools import partial

import jax

from cells import lstm, mask
from harness import Case, check, normal


def arguments(steps, width):
    return {"p": normal(f"?x{steps}x{4 * width}"), "u": normal(f"{4 * width}x{width}", scale=0.5),
            "h": normal(f"?x{width}"), "c": normal(f"?x{width}")}


def case(steps, width, words="", masked=False, of_cells=False, **options):
    args = arguments(steps, width)
    text, types = "%p, %u, %h, %c", "{p}, {u}, {h}, {c}"
    function = partial(lstm, **options)
    if masked:
        args["m"] = mask(steps)
        text, types = text + " mask %m", types + ", {m}"
    wrt, kind = ["p", "u", "h", "c"], f"tensor<?x{steps}x{width}x{{element}}>"
    if not of_cells:
        return Case(f"%y, %e, %q, %k = nn.lstm {text} {words} : {types}", function,
                    results=("y", "e", "q", "k"), wrt=wrt, **args)
    return Case(f"%s, %e, %q, %k = nn.lstm {text} {words} : {types}\n  %y = nn.mul %s, %e : {kind}",
                lambda *a: function(*a)[0] * function(*a)[1], wrt=wrt, **args)


# A gradient of a gradient: the steps written out, and what the gradient keeps.
TWICE = """%s, %e, %q, %k = nn.lstm %p, %u, %h, %c reverse : {p}, {u}, {h}, {c}
  %m = nn.mul %s, %e : tensor<?x3x2x{element}>
  %d0, %d1 = nn.gradient %m wrt %p, %u : tensor<?x3x2x{element}>, {p}, {u}
  %e0 = nn.square %d0 : {p}
  %y0 = nn.mean %e0 dims [1, 2] : {p}
  %e1 = nn.square %d1 : {u}
  %y1 = nn.mean %e1 dims [0, 1] : {u}
  %y = nn.add %y0, %y1 : tensor<?x{element}>, tensor<{element}>"""


def twice(p, u, h, c):
    def loss(p, u):
        states, cells = lstm(p, u, h, c, reverse=True)[:2]
        return (states * cells).sum()

    dp, du = jax.grad(loss, (0, 1))(p, u)
    return (dp**2).mean((1, 2)) + (du**2).mean()


check(
    case(1, 3),
    case(5, 3, of_cells=True),
    case(3, 17, masked=True, of_cells=True),
    case(4, 2, "reverse", masked=True, reverse=True),
    # Ten times the operations, values up to ten.
    Case(TWICE, twice, tolerance={"f32": dict(rtol=2e-4, atol=2e-4), "f64": dict(rtol=1e-9, atol=1e-9)},
         **arguments(3, 2)),
)
