# REQUIRES: jax
# RUN: %python %s
# The op alone; lstm.py has it behind nn.lstm, and its own gradient.
import jax

from cells import lstm
from harness import Case, check, normal

TEXT = """%s, %e, %q, %k = nn.lstm %p, %u, %h, %c : {p}, {u}, {h}, {c}
  %y, %d, %f = nn.lstm_grad %g of %p, %u, %h, %c kept %k cells %n : {g}, {p}, {u}, {h}, {c}, tensor<?x4x15x{element}> cells {n}"""


def through(g, n, p, u, h, c):
    back = jax.vjp(lambda p, h, c: lstm(p, u, h, c)[:2], p, h, c)[1]
    return back((g, n))


check(
    Case(TEXT, through, results=("y", "d", "f"), wrt=["g", "n", "u"], g=normal("?x4x3"), n=normal("?x4x3"),
         p=normal("?x4x12"), u=normal("12x3", scale=0.5), h=normal("?x3"), c=normal("?x3")),
)
