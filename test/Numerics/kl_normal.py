# REQUIRES: jax
# RUN: %python %s
# Against the density's definition: E[log q - log p] of normal distributions.
import jax.numpy as jnp

from harness import Case, check, normal


def divergence(mean, logvar):
    """log(1 / s) + (s^2 + mean^2) / 2 - 1 / 2 for N(mean, s^2) and N(0, 1)."""
    deviation = jnp.exp(logvar) ** 0.5
    return -jnp.log(deviation) + (deviation**2 + mean**2) / 2 - 0.5


def free(bits, reduce):
    def loss(mean, logvar):
        return reduce(jnp.maximum(divergence(mean, logvar).mean(0), bits))

    return loss


TEXT = "%y = nn.kl_normal %m, %v OPTIONS: {m}"


def case(options, function, shape="?x5", **arguments):
    arguments = {"m": normal(shape), "v": normal(shape, scale=0.5), **arguments}
    return Case(TEXT.replace("OPTIONS", options), function, **arguments)


def per_sample(reduce):
    return lambda m, v: reduce(divergence(m, v).reshape(len(m), -1), axis=1)


check(
    case("", per_sample(jnp.sum)),
    case("", per_sample(jnp.sum), shape="?x3x7"),
    case("reduce mean ", per_sample(jnp.mean)),
    case("reduce sum ", lambda m, v: divergence(m, v).sum()),
    # Features 0 to 4 have distances of 0 to 8 from the limit's kink.
    case("free_bits 0.001 ", free(0.001, jnp.sum), shape="?x7"),
    case("free_bits 100.0 ", free(100.0, jnp.sum)),
    case("free_bits 0.001 reduce mean ", free(0.001, jnp.mean), shape="?x2x3"),
)
