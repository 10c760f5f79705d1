"""JAX as a worker: forward, backward and Adam in one jitted function whose state is
donated. XLA flushes denormals in its own threads.

Three ways to drive it are tried, and the fastest is taken: waiting for each step,
waiting for every tenth (dispatch overlaps computing), and a scan over an epoch.
"""

import functools
import itertools
import sys

from common import Task, fastest, measure, serve

import jax
import jax.numpy as jnp

STATISTICS = ("running_mean", "running_var", "num_batches_tracked")
task = Task(sys.argv[1:])


def loss_of(parameters, x, key):
    if task.family:
        return task.family.jax_loss(parameters, x, key)
    h = x
    for i, (weight, bias) in enumerate(parameters):
        h = h @ weight + bias
        h = jax.nn.sigmoid(h) if i + 1 == len(parameters) else jax.nn.relu(h)
    return jnp.mean((h - x) ** 2)


def train_step(state, x):
    parameters, first, second, count = state
    key = jax.random.fold_in(jax.random.key(0), count.astype(jnp.uint32))
    loss, gradients = jax.value_and_grad(loss_of)(parameters, x, key)
    count = count + 1
    rate = 1e-3 / (1 - 0.9**count)
    correction = 1 / (1 - 0.999**count)
    tree_map = jax.tree_util.tree_map
    first = tree_map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
    second = tree_map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
    parameters = tree_map(
        lambda p, m, v: p - rate * m / (jnp.sqrt(v * correction) + 1e-8), parameters, first, second
    )
    return (parameters, first, second, count), loss


def initial_parameters():
    if task.family:
        values = task.family.parameters().items()
        # Running statistics and counts are no part of a loss.
        return {name: jnp.asarray(value) for name, value in values if not name.endswith(STATISTICS)}
    return [(jnp.asarray(weight.T), jnp.asarray(bias)) for weight, bias in task.layers()]


class Trainer:
    """wait: steps between two waits; scan: a call trains a whole epoch."""

    def __init__(self, wait=1, scan=False):
        self.wait, self.scan = wait, scan
        self.step = jax.jit(train_step, donate_argnums=0)
        self.epoch = jax.jit(functools.partial(jax.lax.scan, train_step), donate_argnums=0)
        self.data = jnp.asarray(task.data)
        self.batches = [jnp.asarray(batch) for batch in task.data]
        self.reset()

    def reset(self):
        parameters = initial_parameters()
        zeros = lambda: jax.tree_util.tree_map(jnp.zeros_like, parameters)
        self.state = (parameters, zeros(), zeros(), jnp.float32(0))
        self.inputs = itertools.cycle(self.batches)

    def losses(self, epochs):
        self.reset()
        result = []
        for _ in range(epochs):
            self.state, losses = self.epoch(self.state, self.data)
            result.append(float(losses.mean()))
        return result

    def sample(self):
        if self.scan:
            self.state, loss = self.epoch(self.state, self.data)
        else:
            for _ in range(self.wait):
                self.state, loss = self.step(self.state, next(self.inputs))
        jax.block_until_ready((self.state, loss))

    def run(self, steps):
        steps_in_sample = len(self.batches) if self.scan else self.wait
        return measure(self.sample, max(3, steps // steps_in_sample), steps_in_sample)


def main():
    variants = {
        "waiting each step": Trainer(),
        "waiting every 10 steps": Trainer(wait=10),
        "scan": Trainer(scan=True),
    }
    trainer, chosen = fastest(variants)
    serve(trainer, f"JAX {jax.__version__}, {chosen}")


main()
