#!/usr/bin/env python3
"""Training with data held in memory beside the same streamed from a file (--memory-limit).

    .venv/bin/python benchmarks/streaming.py build/bin/aec

Rounds of held, streamed, held again; prints medians of the rates and of each round's ratios, rates
and CPU time (the whole command's, of all its threads), with the ratio of the two held runs as a control.
Weights must be equal in all. docs/data.md has the table.
"""

import argparse
import dataclasses
import gzip
import json
import pathlib
import resource
import statistics
import subprocess
import tempfile

import cases
import numpy as np


@dataclasses.dataclass
class Model:
    name: str
    definition: str
    data: np.ndarray
    batch: int
    epochs: int
    limit: str


def pictures(rows):
    path = cases.ROOT / "examples/data/mnist/t10k-images-idx3-ubyte.gz"
    values = np.frombuffer(gzip.open(path).read()[16:], np.uint8).reshape(-1, 784)
    return values[:rows].astype(np.float32) / 255


def models():
    example = lambda name: (cases.ROOT / "examples" / name / "model.mlir").read_text()  # noqa: E731
    small = np.random.default_rng(0).random((100_000, 28), np.float32)
    dense = cases.definition(cases.Case(cases.SMALL, 32))
    return [
        Model("28-64-32-64-28", dense, small, 32, 6, "2M"),
        Model("28-64-32-64-28, a tenth of the data", dense, small[:10_000], 32, 60, "500K"),
        Model("mnist-dense", example("mnist-dense"), pictures(10_000), 64, 8, "4M"),
        Model("conv-upsample", example("conv-upsample"), pictures(500), 32, 5, "200K"),
    ]


def train(program, model, threads, folder, *more):
    """Returns samples a second, without the first epoch; seconds of CPU time; the weights."""
    log, weights = folder / "log.jsonl", folder / "weights"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "train", "--data", folder / "data.npy", "--epochs", str(model.epochs), "--batch-size",
                    str(model.batch), "--threads", str(threads), "--log", log, "--weights", weights, "--quiet", *more],
                   check=True, stderr=subprocess.DEVNULL)  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    lines = [json.loads(line) for line in log.read_text().splitlines()][1:]
    rate = statistics.median(line["samples_per_second"] for line in lines)
    return rate, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, weights.read_bytes()


def measure(compiler, model, threads, rounds):
    """A row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "model.mlir").write_text(model.definition)
        program = folder / "model"
        subprocess.run([compiler, "compile", folder / "model.mlir", "-o", program], check=True)
        np.save(folder / "data.npy", model.data)
        turns = []
        for _ in range(rounds):
            ways = [(), ("--memory-limit", model.limit), ()]
            turns.append([train(program, model, threads, folder, *way) for way in ways])
            assert len({weights for _, _, weights in turns[-1]}) == 1, "streamed weights are others"
    middle = lambda value: statistics.median(map(value, turns))  # noqa: E731
    return (f"| {model.name}, {model.batch} | {model.data.nbytes / 1e6:.0f} MB, {model.limit} | {threads} "
            f"| {middle(lambda t: t[0][0]):,.0f} | {middle(lambda t: t[1][0]):,.0f} "
            f"| {middle(lambda t: t[1][0] / t[0][0]):.2f} ({middle(lambda t: t[2][0] / t[0][0]):.2f}) "
            f"| {middle(lambda t: t[1][1] / t[0][1]):.2f} ({middle(lambda t: t[2][1] / t[0][1]):.2f}) |")  # fmt: skip


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("compiler", type=pathlib.Path)
parser.add_argument("--rounds", type=int, default=7)
parser.add_argument("--threads", type=int, nargs="*", default=[1, 2])
parser.add_argument("--model", default="", help="only models with this in their name")
arguments = parser.parse_args()
print("| model, batch | data, limit | threads | held, samples/s | streamed | rate, streamed to held (held to held) | CPU time |")
print("|---|---|---|---|---|---|---|")
for model in models():
    for threads in arguments.threads if arguments.model in model.name else []:
        print(measure(arguments.compiler.resolve(), model, threads, arguments.rounds), flush=True)
