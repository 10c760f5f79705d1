# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal


def einsum(equation, a, b):
    """The op and the same by JAX; a, b: shapes."""
    return Case(f'%y = nn.einsum "{equation}" %a, %b : {{a}}, {{b}}',
                lambda x, y: jnp.einsum(equation, x, y), a=normal(a), b=normal(b))


check(
    # A layer on sequences, its data gradient, its weight gradient; T = 1.
    einsum("btk,nk->btn", "?x3x5", "4x5"),
    einsum("btk,kn->btn", "?x1x17", "17x33"),
    einsum("btn,btk->nk", "?x3x4", "?x3x5"),
    einsum("btn,btk->nk", "?x1x18", "?x1x49"),
    einsum("bxyk,kn->bxyn", "?x2x3x4", "4x5"),
    # Heads where they lie, and in front.
    einsum("bthd,bshd->bhts", "?x5x2x3", "?x4x2x3"),
    einsum("bhts,bshd->bthd", "?x2x5x4", "?x4x2x3"),
    einsum("bhts,bhsd->bhtd", "?x2x17x9", "?x2x9x50"),
    einsum("bhts,bthd->bshd", "?x2x5x4", "?x5x2x3"),
    # Into and out of heads at once; a table of positions; both orders of operands.
    einsum("btk,khd->bthd", "?x3x5", "5x2x3"),
    einsum("bthd,khd->btk", "?x3x2x5", "4x2x5"),
    einsum("nk,btk->btn", "4x5", "?x3x5"),
    einsum("ts,bsd->btd", "3x4", "?x4x5"),
    # No rows, no batch, a dot product a sample.
    einsum("bk,bkn->bn", "?x5", "?x5x3"),
    einsum("mk,kn->mn", "9x1", "1x17"),
    einsum("bk,bk->b", "?x5", "?x5"),
)
