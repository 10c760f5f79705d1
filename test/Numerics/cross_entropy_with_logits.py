# REQUIRES: jax
# RUN: %python %s
import jax
import jax.numpy as jnp

from harness import Case, check, indices, normal, per_sample


def losses(p, t):
    """One value a place: the classes, last in `p`, are summed up."""
    if jnp.issubdtype(t.dtype, jnp.integer):
        t = jax.nn.one_hot(t, p.shape[-1])
    return -(t * jax.nn.log_softmax(p)).sum(-1)


def distribution(shape):
    drawn = normal(shape)
    draw = drawn.draw
    drawn.draw = lambda rng, sizes: jax.nn.softmax(draw(rng, sizes)).__array__()
    return drawn


check(
    Case("%y = nn.cross_entropy_with_logits %p, %t : {p}, {t}", losses, p=normal("?x5", scale=2), t=indices("?", 5)),
    Case("%y = nn.cross_entropy_with_logits %p, %t : {p}", losses, p=normal("?x5", scale=2), t=distribution("?x5")),
    Case("%y = nn.cross_entropy_with_logits %p, %t : {p}, {t}", per_sample(losses), p=normal("?x3x4", scale=2), t=indices("?x3", 4, "i32")),
    Case("%y = nn.cross_entropy_with_logits %p, %t reduce batch_mean : {p}", per_sample(losses, jnp.sum), p=normal("?x3x4", scale=2), t=distribution("?x3x4")),
    Case("%y = nn.cross_entropy_with_logits %p, %t reduce sum : {p}", lambda p, t: losses(p, t).sum(), p=normal("?x3x4", scale=2), t=distribution("?x3x4")),
)
