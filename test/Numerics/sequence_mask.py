# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, indices, normal


def there(n, l):
    return (jnp.arange(l.shape[1]) < n[:, None]).astype(l.dtype)


check(
    Case("%y = nn.sequence_mask %n like %l : {n}, {l}", there, n=indices("?", 7), l=normal("?x5x3"), wrt=[]),
    Case("%y = nn.sequence_mask %n like %l : {n}, {l}", there, n=indices("?", 3, "i32"), l=normal("?x2"), wrt=[]),
)
