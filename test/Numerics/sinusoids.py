# REQUIRES: jax
# RUN: %python %s
import jax.numpy as jnp

from harness import Case, check, normal


def table(length, width):
    angle = jnp.arange(length)[:, None] / 10000 ** (jnp.arange(0, width, 2) / width)
    return jnp.stack([jnp.sin(angle), jnp.cos(angle)], -1).reshape(length, -1)[:, :width]


check(
    *(Case(f"%p = nn.sinusoids {t}, {e} : {{element}}\n  %y = nn.add %x, %p : {{x}}, tensor<{t}x{e}x{{element}}>",
           lambda x, t=t, e=e: x + table(t, e), x=normal(f"?x{t}x{e}")) for t, e in [(5, 6), (1, 17)]),
)
