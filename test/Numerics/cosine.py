# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal


def cosine(p, t):
    p, t = p.reshape(len(p), -1), t.reshape(len(t), -1)
    norms = jnp.linalg.norm(p, axis=1) * jnp.linalg.norm(t, axis=1)
    return 1 - jnp.einsum("bi,bi->b", p, t) / norms


check(
    Case("%y = nn.cosine %p, %t : {p}", cosine, p=normal("?x5"), t=normal("?x5")),
    Case("%y = nn.cosine %p, %t reduce batch_mean : {p}", cosine, p=normal("?x2x3"), t=normal("?x2x3")),
    Case("%y = nn.cosine %p, %t reduce sum : {p}", lambda p, t: cosine(p, t).sum(), p=normal("?x5"), t=normal("?x5")),
)
