# REQUIRES: jax
# RUN: %python %s
# The mean over the batch against the matrices of all pairs, where six pairs are all others of
# seven rows, and each row's value against the pairs written one by one.
import jax.numpy as jnp

from harness import Case, check, normal

SCALES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


def imq(a, b, scales):
    square, features = ((a - b) ** 2).sum(-1), a.shape[-1]
    return sum(2 * features * s / (2 * features * s + square) for s in scales)


def rbf(a, b, scales):
    square, features = ((a - b) ** 2).sum(-1), a.shape[-1]
    return sum(jnp.exp(-square / (2 * features * s)) for s in scales)


def by_pairs(kernel, scales, pairs):
    def values(x, y):
        total = 0.0
        for k in range(pairs):
            other = -(1 + k % max(len(x) - 1, 1))
            xs, ys = jnp.roll(x, other, axis=0), jnp.roll(y, other, axis=0)
            total += kernel(x, xs, scales) + kernel(y, ys, scales) - kernel(x, ys, scales) - kernel(xs, y, scales)
        return total / pairs

    return values


def all_pairs(kernel, scales):
    """Gretton et al. 2012, lemma 6, without the pairs i = j; of one row, that pair."""

    def value(x, y):
        count = len(x)
        matrix = [kernel(a[:, None], b[None], scales) for a, b in ((x, x), (y, y), (x, y))]
        if count > 1:
            matrix = [m * (1 - jnp.eye(count)) for m in matrix]
        within, also, between = (m.sum() / (count * max(count - 1, 1)) for m in matrix)
        return within + also - 2 * between

    return value


TEXT = "%y = nn.mmd %x, %n OPTIONS: {x}"
MEAN = "%v = nn.mmd %x, %n OPTIONS: {x}\n%y = nn.mean %v dims [0] : tensor<?x{t}>"


def case(options, function, text=TEXT, shape="?x3"):
    return Case(text.replace("OPTIONS", options), function, x=normal(shape), n=normal(shape, mean=0.5))


check(
    case("pairs 3 ", by_pairs(imq, SCALES, 3)),
    case("", by_pairs(imq, SCALES, 16), shape="?x2"),
    case("kernel rbf scales [0.5, 1.0] pairs 2 ", by_pairs(rbf, (0.5, 1.0), 2), shape="?x5"),
    case("scales [2.0] pairs 7 ", by_pairs(imq, (2.0,), 7), shape="?x1"),
    case("pairs 6 ", all_pairs(imq, SCALES), MEAN),
    case("kernel rbf pairs 12 ", all_pairs(rbf, SCALES), MEAN, shape="?x4"),
)
