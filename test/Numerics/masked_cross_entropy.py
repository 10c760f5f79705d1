# REQUIRES: jax
# RUN: %python %s
import jax
import jax.numpy as jnp

from cells import mask
from harness import Case, check, indices, normal


def losses(p, t, m):
    chosen = jnp.take_along_axis(jax.nn.log_softmax(p), t[..., None], -1)[..., 0]
    return -chosen * m


TEXT = "%y = nn.masked_cross_entropy %p, %t mask %m{reduce} : {p}, {t}, {m}"


def case(reduce, function, element="i64"):
    return Case(TEXT.replace("{reduce}", reduce), function, wrt=["p"],
                p=normal("?x5x4", scale=2), t=indices("?x5", 4, element), m=mask(5))


check(
    case("", lambda p, t, m: losses(p, t, m).sum(1) / m.sum(1)),
    case(" reduce batch_mean", lambda p, t, m: losses(p, t, m).sum(1), "i32"),
    case(" reduce sum", lambda p, t, m: losses(p, t, m).sum()),
)
