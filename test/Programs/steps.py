"""Objectives in JAX, stepping in their order on every batch: what programs with several of
them, batch norm or draws are compared with. Adam as in PyTorch, counting own steps; draws
of an objective are made from the documented counters (Numerics/support/philox.py).
"""

import pathlib
import sys

import jax
import jax.numpy as jnp
import numpy as np

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "Numerics/support"))
import philox  # noqa: E402


class Objective:
    """`loss`(weights, x, *draws) gives the loss and (its terms, the statistics it moves);
    `networks`: prefixes of what it trains; `rate`: of the batch of the run, from 1;
    `draws`: a shape for each normal draw of a sample, in their order."""

    def __init__(self, loss, networks, every=1, beta1=0.9, rate=lambda batch: 1e-3, draws=()):
        self.gradient = jax.jit(jax.value_and_grad(loss, has_aux=True))
        self.networks, self.every, self.beta1 = networks, every, beta1
        self.rate, self.draws = rate, draws
        self.steps, self.moments = 0, {}

    def drawn(self, rows, number, seed):
        """`number`: the objective's place in the model."""
        made = (philox.normal((rows, *shape), seed, self.steps, (number << 16) + at)
                for at, shape in enumerate(self.draws))
        return [values.astype(np.float32) for values in made]

    def step(self, w, x, number=0, seed=0):
        self.steps += 1
        (_, (terms, moved)), grads = self.gradient(w, x, *self.drawn(len(x), number, seed))
        w = {**w, **{key: value for key, value in moved.items() if key.startswith(self.networks)}}
        for key, grad in grads.items():
            if not key.startswith(self.networks) or "running_" in key:
                continue
            m, v = self.moments.get(key, (0.0, 0.0))
            m = self.beta1 * m + (1 - self.beta1) * grad
            v = 0.999 * v + 0.001 * grad * grad
            self.moments[key] = m, v
            root = jnp.sqrt(v / (1 - 0.999**self.steps)) + 1e-8
            rate = self.rate((self.steps - 1) * self.every + 1)
            w = {**w, key: w[key] - rate * m / (1 - self.beta1**self.steps) / root}
        return w, np.asarray(terms)


def train(objectives, w, x, epochs, batch, seed=0):
    """Yields, an epoch at a time and in the data's order, the weights and the mean terms of
    each objective over the batches it ran on."""
    number = 0
    for _ in range(epochs):
        sums, rows = [0.0] * len(objectives), [0] * len(objectives)
        for start in range(0, len(x), batch):
            number += 1
            part = x[start : start + batch]
            for at, objective in enumerate(objectives):
                if number % objective.every == 0:
                    w, terms = objective.step(w, part, at, seed)
                    sums[at] = sums[at] + terms * len(part)
                    rows[at] += len(part)
        yield w, [total / count for total, count in zip(sums, rows)]
