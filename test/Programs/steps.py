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


class Uniform(tuple):
    """The shape of draws between 0 and 1."""


class Objective:
    """`loss`(weights, *inputs, *draws) gives the loss and (its terms, the statistics it moves);
    `networks`: prefixes of what it trains; `rate`: of the batch of the run, from 1;
    `draws`: a shape for each draw of a sample, in their order, normal unless Uniform;
    `weight`: of the step, from 1, gives a further argument; `clip`: the gradients' largest norm."""

    def __init__(self, loss, networks, every=1, beta1=0.9, rate=lambda batch: 1e-3, draws=(), weight=None, clip=np.inf):
        self.gradient = jax.jit(jax.value_and_grad(loss, has_aux=True))
        self.networks, self.every, self.beta1 = networks, every, beta1
        self.rate, self.draws, self.weight, self.clip = rate, draws, weight, clip
        self.steps, self.moments = 0, {}

    def drawn(self, rows, number, seed):
        """`number`: the objective's place in the model."""
        for at, shape in enumerate(self.draws):
            draw = philox.uniform if isinstance(shape, Uniform) else philox.normal
            yield draw((rows, *shape), seed, self.steps, (number << 16) + at).astype(np.float32)
        if self.weight:
            yield self.weight(self.steps)

    def clipped(self, grads):
        """The gradients of what is trained, as torch.nn.utils.clip_grad_norm_ leaves them."""
        grads = {key: grad for key, grad in grads.items() if key.startswith(self.networks) and "running_" not in key}
        norm = jnp.sqrt(sum((grad**2).sum() for grad in grads.values()))
        scale = jnp.minimum(1.0, self.clip / (norm + 1e-6))
        return {key: scale * grad for key, grad in grads.items()}

    def step(self, w, x, number=0, seed=0):
        """`x`: a tuple of inputs."""
        self.steps += 1
        (_, (terms, moved)), grads = self.gradient(w, *x, *self.drawn(len(x[0]), number, seed))
        w = {**w, **{key: value for key, value in moved.items() if key.startswith(self.networks)}}
        for key, grad in self.clipped(grads).items():
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
    each objective over the batches it ran on. `x`: a tuple of inputs."""
    number = 0
    for _ in range(epochs):
        sums, rows = [0.0] * len(objectives), [0] * len(objectives)
        for start in range(0, len(x[0]), batch):
            number += 1
            part = tuple(values[start : start + batch] for values in x)
            for at, objective in enumerate(objectives):
                if number % objective.every == 0:
                    w, terms = objective.step(w, part, at, seed)
                    sums[at] = sums[at] + terms * len(part[0])
                    rows[at] += len(part[0])
        yield w, [total / count for total, count in zip(sums, rows)]
