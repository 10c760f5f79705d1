# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal


def roll(sign):
    """By another distance at each place, never by a multiple of the batch but of one row."""

    def rolled(x):
        distance = [1 + k % max(len(x) - 1, 1) for k in range(x.shape[1])]
        return jnp.stack([jnp.roll(x[:, k], sign * d, axis=0) for k, d in enumerate(distance)], axis=1)

    return rolled


check(
    Case("%y = nn.roll_batch %x : {x}", roll(-1), x=normal("?x3x2")),
    Case("%y = nn.roll_batch %x : {x}", roll(-1), x=normal("?x9")),
    Case("%y = nn.roll_batch %x back : {x}", roll(1), x=normal("?x6x5")),
    Case("%y = nn.roll_batch %x back : {x}", roll(1), x=normal("?x13x2x3")),
)
