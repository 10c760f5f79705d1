# REQUIRES: jax
# RUN: %python %s
# The op alone; gru.py has it behind nn.gru, and its own gradient.
import jax

from cells import gru
from harness import Case, check, normal

TEXT = """%s, %q, %k = nn.gru %p, %u, %b, %h : {p}, {u}, {b}, {h}
  %y, %d, %e = nn.gru_grad %g of %p, %u, %b, %h kept %q, %k : {g}, {p}, {u}, {b}, {h}, {g}, tensor<?x4x12x{element}>"""


def through(g, p, u, b, h):
    back = jax.vjp(lambda p, h: gru(p, u, b, h)[0], p, h)[1]
    dp, dh = back(g)
    return dp, dh


check(
    Case(TEXT, through, results=("y", "e"), wrt=["g", "u"], g=normal("?x4x3"), p=normal("?x4x9"),
         u=normal("9x3", scale=0.5), b=normal("9"), h=normal("?x3")),
)
