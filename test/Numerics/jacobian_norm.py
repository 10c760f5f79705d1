# REQUIRES: jax
# RUN: %python %s
# Against JAX's Jacobian of every sample: one layer, two (whose product is squared without
# being formed), a softmax, a value of rank 3, and one that the argument does not reach.
import jax
import jax.numpy as jnp

from harness import Case, check, normal


def norm(network):
    def of(x, *weights):
        jacobian = jax.vmap(jax.jacrev(lambda row: network(row[None], *weights)[0]))(x)
        return (jacobian.reshape(len(x), -1) ** 2).sum(1)

    return of


ONE = """%h = nn.matmul %x, %v transpose_rhs : {x}, {v}
  %b = nn.add %h, %c : tensor<?x3x{element}>, {c}
  %z = nn.sigmoid %b : tensor<?x3x{element}>
  %y = nn.jacobian_norm %z wrt %x : tensor<?x3x{element}>, {x}"""
TWO = """%h = nn.matmul %x, %v : {x}, {v}
  %a = nn.tanh %h : tensor<?x3x{element}>
  %l = nn.matmul %a, %u : tensor<?x3x{element}>, {u}
  %z = nn.softplus %l : tensor<?x2x{element}>
  %y = nn.jacobian_norm %z wrt %x : tensor<?x2x{element}>, {x}"""
WIDE = """%h = nn.matmul %x, %v : {x}, {v}
  %z = nn.softmax %h : tensor<?x5x{element}>
  %y = nn.jacobian_norm %z wrt %x : tensor<?x5x{element}>, {x}"""
CUBE = """%s = nn.square %x : {x}
  %z = nn.mul %s, %x : {x}
  %y = nn.jacobian_norm %z wrt %x : {x}, {x}"""
NONE = """%z = nn.square %k : {k}
  %y = nn.jacobian_norm %z wrt %x : {k}, {x}"""

check(
    Case(ONE, norm(lambda x, v, c: jax.nn.sigmoid(x @ v.T + c)), x=normal("?x4"), v=normal("3x4"), c=normal("3")),
    Case(TWO, norm(lambda x, v, u: jax.nn.softplus(jnp.tanh(x @ v) @ u)), x=normal("?x5"), v=normal("5x3"), u=normal("3x2")),
    Case(WIDE, norm(lambda x, v: jax.nn.softmax(x @ v)), x=normal("?x2"), v=normal("2x5")),
    Case(CUBE, norm(lambda x: x**3), x=normal("?x2x3")),
    Case(NONE, lambda x, k: jnp.zeros(len(x)), wrt=[], x=normal("?x4"), k=normal("?x2")),
)
