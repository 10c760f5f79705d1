# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp
from jax.scipy.stats import norm

from harness import Case, check, normal


def likelihood(y, v, x):
    return -norm.logpdf(x, y, jnp.exp(v / 2))


TEXT = "%y = nn.gaussian_nll %p, %v, %x OPTIONS: {p}, {v}, {x}"


def case(options, function, shape="?x5", variance=None):
    return Case(TEXT.replace("OPTIONS", options), function, p=normal(shape),
                v=normal(shape if variance is None else variance, scale=0.5), x=normal(shape))


def per_sample(reduce):
    return lambda y, v, x: reduce(likelihood(y, v, x).reshape(len(y), -1), axis=1)


check(
    case("", per_sample(jnp.sum)),
    case("", per_sample(jnp.sum), shape="?x2x9"),
    case("", per_sample(jnp.sum), variance=""),
    case("reduce mean ", per_sample(jnp.mean)),
    case("reduce sum ", lambda y, v, x: likelihood(y, v, x).sum()),
)
