# REQUIRES: jax
# RUN: %python %s
# Against Algorithm 1 of Kingma and Ba (2015) and Algorithm 2 of Loshchilov and
# Hutter (2019): moments, their bias corrections, the step.
import jax.numpy as jnp

from harness import Case, check, normal, uniform

TEXT = """%y, %m1, %v1 = nn.adam_update %p, %g, %m, %v rate %rate step %step
      {beta1 = 0.9, beta2 = 0.999, epsilon = 1.0e-8, weight_decay = DECAY} : {p}, {p}, {p} -> {p}, {p}"""


def adam(step, decay=0.0, decoupled=False):
    def update(p, g, m, v):
        if not decoupled:
            g = g + decay * p
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        unbiased_m, unbiased_v = m / (1 - 0.9**step), v / (1 - 0.999**step)
        direction = unbiased_m / (jnp.sqrt(unbiased_v) + 1e-8)
        if decoupled:
            direction = direction + decay * p
        return p - 0.05 * direction, m, v

    return update


def case(step, decay, decoupled=False):
    text = TEXT.replace("DECAY", f"{decay}{', decoupled' if decoupled else ''}")
    return Case(text, adam(step, decay, decoupled), wrt=[], results=("y", "m1", "v1"),
                scalars="%rate: f64 {ae.learning_rate}, %step: i64 {ae.step}", step=step,
                learning_rate=0.05, p=normal("3x4"), g=normal("3x4"), m=normal("3x4"),
                v=uniform("3x4", 0.01, 1))


check(case(1, 0.0), case(1000, 0.0), case(2, 0.1), case(1, 0.1, True), case(5, 0.1, True))
