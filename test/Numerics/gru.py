# REQUIRES: jax
# RUN: %python %s
# Both resets, both directions, masks, one step, odd sizes: against JAX, step by step.
from functools import partial

import jax

from cells import gru, mask
from harness import Case, check, normal


def case(steps, width, words="", masked=False, **options):
    args = {"p": normal(f"?x{steps}x{3 * width}"), "u": normal(f"{3 * width}x{width}", scale=0.5),
            "b": normal(f"{3 * width}"), "h": normal(f"?x{width}")}
    text, types = "%p, %u, %b, %h", "{p}, {u}, {b}, {h}"
    function = partial(gru, **options)
    if masked:
        args["m"] = mask(steps)
        text, types = text + " mask %m", types + ", {m}"
    return Case(f"%y, %q, %k = nn.gru {text} {words} : {types}", function, results=("y", "q", "k"),
                wrt=["p", "u", "b", "h"], **args)


# A gradient of a gradient: the steps written out, and what the gradient keeps.
TWICE = """%s, %q, %k = nn.gru %p, %u, %b, %h {words} : {p}, {u}, {b}, {h}
  %l = nn.square %s : tensor<?x3x2x{element}>
  %d0, %d1, %d2, %d3 = nn.gradient %l wrt %p, %u, %b, %h : tensor<?x3x2x{element}>, {p}, {u}, {b}, {h}
  %e0 = nn.square %d0 : {p}
  %y0 = nn.mean %e0 dims [1, 2] : {p}
  %e1 = nn.square %d1 : {u}
  %y1 = nn.mean %e1 dims [0, 1] : {u}
  %y = nn.add %y0, %y1 : tensor<?x{element}>, tensor<{element}>"""


def twice(p, u, b, h, **options):
    def loss(p, u):
        return (gru(p, u, b, h, **options)[0] ** 2).sum()

    dp, du = jax.grad(loss, (0, 1))(p, u)
    return (dp**2).mean((1, 2)) + (du**2).mean()


def second_order(words, **options):
    return Case(TWICE.replace("{words}", words), partial(twice, **options), p=normal("?x3x6"),
                u=normal("6x2", scale=0.5), b=normal("6"), h=normal("?x2"),
                # Ten times the operations, values up to ten.
                tolerance={"f32": dict(rtol=2e-4, atol=2e-4), "f64": dict(rtol=1e-9, atol=1e-9)})


check(
    case(1, 3),
    case(5, 3),
    case(3, 17, masked=True),
    case(4, 2, "reverse", masked=True, reverse=True),
    case(3, 17, "reset_before", masked=True, reset_before=True),
    case(3, 2, "reverse reset_before", reverse=True, reset_before=True),
    second_order(""),
    second_order("reverse reset_before", reverse=True, reset_before=True),
)
