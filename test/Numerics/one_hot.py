# REQUIRES: jax
# RUN: %python %s
import jax

from harness import Case, check, indices, normal

check(
    Case("%y = nn.one_hot %i like %l : {i}, {l}", lambda i, l: jax.nn.one_hot(i, 4), i=indices("?", 4), l=normal("?x4"), wrt=[]),
    # An index outside gives zeros.
    Case("%y = nn.one_hot %i like %l : {i}, {l}", lambda i, l: jax.nn.one_hot(i, 3), i=indices("?x2", 5, "i32"), l=normal("?x2x3"), wrt=[]),
    Case("%y = nn.one_hot %i classes 4 of {element} : {i}", lambda i: jax.nn.one_hot(i, 4), i=indices("?", 5), wrt=[]),
)
