# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, indices, normal

check(
    Case("%y = nn.embedding_grad %g at %i like %u : {g}, {i}, {u}",
         lambda g, i, u: jnp.zeros_like(u).at[i].add(g), g=normal("?x5x3"), i=indices("?x5", 4), u=normal("4x3"), wrt=["g"]),
    Case("%y = nn.embedding_grad %g at %i like %u : {g}, {i}, {u}",
         lambda g, i, u: jnp.zeros_like(u).at[i].add(g), g=normal("?x3"), i=indices("?", 2, "i32"), u=normal("2x3"), wrt=["g"]),
)
