# REQUIRES: jax
# RUN: %python %s
# A group is what is in it. The gradient of a group is taken before it is made.
import jax

from harness import Case, check, normal

TEXT = """%y = nn.group(%gx = %x : {x}, %gb = %b : {b}) -> ({x}) {
    %s = nn.add %gx, %gb : {x}, {b}
    %r = nn.relu %s : {x}
    nn.yield %r : {x}
  }"""
CONTRACTION = """%y = nn.group(%gx = %x : {x}, %gv = %v : {v}, %gb = %b : {b}) -> (tensor<?x3x{element}>) {
    %h = nn.matmul %gx, %gv : {x}, {v}
    %s = nn.add %h, %gb : tensor<?x3x{element}>, {b}
    nn.yield %s : tensor<?x3x{element}>
  }"""

check(
    Case(TEXT, lambda x, b: jax.nn.relu(x + b), wrt=[], x=normal("?x5"), b=normal("5")),
    Case(CONTRACTION, lambda x, v, b: x @ v + b, wrt=[], x=normal("?x4"), v=normal("4x3"), b=normal("3")),
)
