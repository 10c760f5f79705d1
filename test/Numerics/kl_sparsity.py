# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, uniform


def divergence(x, p):
    """KL divergence of Bernoulli(p) from Bernoulli(mean of each feature)."""
    rate = x.mean(0)
    return (p * jnp.log(p / rate) + (1 - p) * jnp.log((1 - p) / (1 - rate))).sum()


check(
    Case("%y = nn.kl_sparsity %x target 0.05 : {x}", lambda x: divergence(x, 0.05), x=uniform("?x5", 0.05, 0.9)),
    Case("%y = nn.kl_sparsity %x target 0.2 reduce mean : {x}", lambda x: divergence(x, 0.2) / 5,
         x=uniform("?x5", 0.05, 0.9)),
    Case("%y = nn.kl_sparsity %x target 0.3 : {x}", lambda x: divergence(x, 0.3), x=uniform("?x3", 0.05, 0.9)),
)
