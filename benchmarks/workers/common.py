"""The worker protocol: a process that trains one model on command.

Arguments: sizes (comma-separated) or the name of a family, batch, threads, data file,
parameters file (raw f32; families draw their own). The first line it prints is {"settings": ...}. Then, for each line it reads:
  losses E  trains E epochs from the initial parameters: {"losses": [an epoch's mean]}
  run N     N steps: {"median_us": ..., "min_us": ...}
"""

import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parent.parent))
import families  # noqa: E402


class Task:
    """The command line, with data as [batches, batch, ...]."""

    def __init__(self, arguments):
        architecture, batch, threads, data, parameters = arguments
        self.batch, self.threads = int(batch), int(threads)
        self.family = families.load(architecture) if architecture in families.NAMES else None
        self.data = np.fromfile(data, np.float32)
        if self.family:
            self.data = self.data.reshape(-1, self.batch, *self.family.SHAPE)
            return
        self._parameters = np.fromfile(parameters, np.float32)
        self.sizes = [int(size) for size in architecture.split(",")]
        self.data = self.data.reshape(-1, self.batch, self.sizes[0])

    def layers(self):
        """Yields fresh copies of (weight [out, in], bias [out]) of dense layers."""
        position = 0
        for inputs, outputs in zip(self.sizes, self.sizes[1:]):
            weight = self._parameters[position : position + inputs * outputs].reshape(outputs, inputs)
            position += inputs * outputs
            yield weight.copy(), self._parameters[position : position + outputs].copy()
            position += outputs


def measure(run_sample, samples, steps_in_sample=1):
    """Times run_sample() so many times; microseconds a step: (median, minimum)."""
    times = []
    for _ in range(samples):
        start = time.perf_counter()
        run_sample()
        times.append((time.perf_counter() - start) * 1e6 / steps_in_sample)
    return statistics.median(times), min(times)


def fastest(variants):
    """Returns the variant with the smallest median, and a text with all of them.
    variants: {name: trainer}; a trainer has run(steps) -> (median, minimum). Each
    warms up first, and they take turns, so that a busy moment hits them all."""
    medians = {name: [] for name in variants}
    slowest = max(trainer.run(4)[0] for trainer in variants.values())
    steps = max(3, min(30, int(3e5 / slowest)))
    for _ in range(3):
        for name, trainer in variants.items():
            medians[name].append(trainer.run(steps)[0])
    best = {name: statistics.median(values) for name, values in medians.items()}
    chosen = min(best, key=best.get)
    others = ", ".join(f"{name} {value:.0f}" for name, value in best.items())
    return variants[chosen], f"{chosen} (tried, us: {others})"


def serve(trainer, settings):
    """Answers commands until the input ends. trainer.losses(epochs) starts afresh."""
    print(json.dumps({"settings": settings}), flush=True)
    for line in sys.stdin:
        command, count = line.split()
        if command == "losses":
            print(json.dumps({"losses": trainer.losses(int(count))}), flush=True)
        else:
            median, minimum = trainer.run(int(count))
            print(json.dumps({"median_us": median, "min_us": minimum}), flush=True)
