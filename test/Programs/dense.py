"""An autoencoder of dense layers in NumPy: the independent implementation that compiled
programs are compared with. Formulas are those of PyTorch's documentation (Linear, Adam);
the order of an epoch is the documented one of the runtime (Random.h), written in Python.
"""

import pathlib
import sys

import numpy as np

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "Unit/Runtime"))
from random_reference import permutation

ACTIVATIONS = {
    "none": (lambda x: x, lambda y: np.float32(1)),
    "relu": (lambda x: np.maximum(x, 0), lambda y: (y > 0).astype(np.float32)),
    "sigmoid": (lambda x: 1 / (1 + np.exp(-x)), lambda y: y * (1 - y)),
}


class Network:
    """`layers`: (name, units in, units out, activation), in order."""

    def __init__(self, layers, seed=0):
        draw = np.random.default_rng(seed)
        self.layers, self.weights = layers, {}
        for name, rows, units, _ in layers:
            bound = 1 / np.sqrt(rows)
            for kind, shape in (("weight", (units, rows)), ("bias", (units,))):
                values = draw.uniform(-bound, bound, shape)
                self.weights[f"{name}.{kind}"] = values.astype(np.float32)
        self.moments = {key: (np.zeros_like(w), np.zeros_like(w)) for key, w in self.weights.items()}
        self.step = 0

    def forward(self, x):
        """Every layer's result, the input first."""
        values = [x]
        for name, _, _, activation in self.layers:
            product = values[-1] @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
            values.append(ACTIVATIONS[activation][0](product))
        return values

    def gradients(self, x):
        """Mean squared reconstruction error of a batch, and its gradients."""
        values, result = self.forward(x), {}
        error = values[-1] - x
        grad = error * np.float32(2 / error.size)
        for (name, _, _, activation), y, before in zip(
            reversed(self.layers), reversed(values[1:]), reversed(values[:-1])
        ):
            grad = grad * ACTIVATIONS[activation][1](y)
            result[f"{name}.weight"] = grad.T @ before
            result[f"{name}.bias"] = grad.sum(0)
            grad = grad @ self.weights[f"{name}.weight"]
        return float(np.mean(np.square(error, dtype=np.float64))), result

    def adam(self, gradients, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.step += 1
        correction1, correction2 = 1 - beta1**self.step, 1 - beta2**self.step
        for key, grad in gradients.items():
            m, v = self.moments[key]
            m += (1 - beta1) * (grad - m)
            v += (1 - beta2) * (grad * grad - v)
            root = np.sqrt(v) / np.float32(np.sqrt(correction2)) + np.float32(epsilon)
            self.weights[key] -= np.float32(rate / correction1) * m / root

    def error(self, x):
        return float(np.mean(np.square(self.forward(x)[-1] - x, dtype=np.float64)))

    def epoch(self, x, batch, rate, order):
        """Trains on the rows in `order`; the mean over samples of losses before updates."""
        total = 0.0
        for start in range(0, len(order), batch):
            rows = x[order[start : start + batch]]
            loss, gradients = self.gradients(rows)
            self.adam(gradients, rate)
            total += loss * len(rows)
        return total / len(order)

    def train(self, x, epochs, batch, rate=1e-3, seed=0, shuffle=True):
        """Yields the loss of every epoch."""
        for epoch in range(1, epochs + 1):
            order = permutation(len(x), seed, epoch) if shuffle else range(len(x))
            yield self.epoch(x, batch, rate, np.fromiter(order, np.int64))
