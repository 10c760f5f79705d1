# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal, with_gaps


def cosine(p, t):
    p, t = p.reshape(len(p), -1), t.reshape(len(t), -1)
    norms = jnp.linalg.norm(p, axis=1) * jnp.linalg.norm(t, axis=1)
    return 1 - jnp.einsum("bi,bi->b", p, t) / norms


def masked(p, t):
    """Over what was observed; 0 without any."""
    seen = ~jnp.isnan(t)
    p, t = jnp.where(seen, p, 0.0), jnp.where(seen, t, 0.0)
    norms = [jnp.sqrt(jnp.maximum((x**2).sum(1), 1e-16)) for x in (p, t)]
    return jnp.where(seen.any(1), 1 - (p * t).sum(1) / (norms[0] * norms[1]), 0.0)


check(
    Case("%y = nn.cosine %p, %t : {p}", cosine, p=normal("?x5"), t=normal("?x5")),
    Case("%y = nn.cosine %p, %t reduce batch_mean : {p}", cosine, p=normal("?x2x3"), t=normal("?x2x3")),
    Case("%y = nn.cosine %p, %t reduce sum : {p}", lambda p, t: cosine(p, t).sum(), p=normal("?x5"), t=normal("?x5")),
    Case("%y = nn.cosine %p, %t masked : {p}", masked, wrt=["p"], p=normal("?x5"), t=with_gaps(normal("?x5"))),
)
