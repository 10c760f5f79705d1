# REQUIRES: jax
# RUN: %python %s
# Against the update rule of torch.optim.Adagrad's documentation.
import jax.numpy as jnp

from harness import Case, check, normal, uniform

TEXT = """%y, %s1 = nn.adagrad_update %p, %g, %s rate %rate step %step
      {epsilon = 1.0e-10, weight_decay = 0.1} : {p}, {p} -> {p}"""


def adagrad(p, g, s):
    g = g + 0.1 * p
    s = s + g**2
    return p - 0.05 * g / (jnp.sqrt(s) + 1e-10), s


check(
    Case(TEXT, adagrad, wrt=[], results=("y", "s1"), step=3, learning_rate=0.05,
         scalars="%rate: f64 {ae.learning_rate}, %step: i64 {ae.step}",
         p=normal("3x4"), g=normal("3x4"), s=uniform("3x4", 0.01, 1)),
)
