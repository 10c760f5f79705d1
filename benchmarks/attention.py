#!/usr/bin/env python3
"""Compares training steps of examples/attention-patches with PyTorch eager: the same
initial weights (PyTorch's own, by their names), the same batches, in turns, f32, Adam,
denormals flushed in both. No speed is reported where the loss curves disagree.

Run it as: .venv/bin/python benchmarks/attention.py [--batch 32] [--rounds 9]
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples/attention-patches/model.mlir"
MNIST = ROOT / "examples/data/mnist/t10k-images-idx3-ubyte.gz"
TOLERANCE = 0.01


class Block(torch.nn.Module):
    """Attention and feed-forward, each with its residual."""

    def __init__(self, width, heads, hidden):
        super().__init__()
        self.attention = torch.nn.MultiheadAttention(width, heads, batch_first=True)
        self.linear1, self.linear2 = torch.nn.Linear(width, hidden), torch.nn.Linear(hidden, width)
        self.positions = torch.nn.Embedding(16, width)
        torch.nn.init.normal_(self.positions.weight, std=0.02)

    def block(self, x):
        x = x + self.positions.weight
        x = x + self.attention(x, x, x, need_weights=False)[0]
        return x + self.linear2(torch.nn.functional.gelu(self.linear1(x), approximate="tanh"))


class Encoder(Block):
    def __init__(self):
        super().__init__(64, 4, 128)
        self.embed, self.latent = torch.nn.Linear(49, 64), torch.nn.Linear(1024, 32)

    def forward(self, x):
        patches = x.reshape(-1, 4, 7, 4, 7).transpose(2, 3).reshape(-1, 16, 49)
        return self.latent(self.block(self.embed(patches)).flatten(1))


class Decoder(Block):
    def __init__(self):
        super().__init__(64, 4, 128)
        self.expand, self.pixels = torch.nn.Linear(32, 1024), torch.nn.Linear(64, 49)

    def forward(self, z):
        patches = torch.sigmoid(self.pixels(self.block(self.expand(z).reshape(-1, 16, 64))))
        return patches.reshape(-1, 4, 4, 7, 7).transpose(2, 3).reshape(-1, 784)


class PyTorch:
    """Adam as fast as this machine has it: fused."""

    def __init__(self, batches):
        torch.manual_seed(0)
        self.model = torch.nn.ModuleDict({"encoder": Encoder(), "decoder": Decoder()})
        self.batches = [torch.from_numpy(batch) for batch in batches]
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, fused=True)

    def step(self, x):
        self.optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.mse_loss(self.model["decoder"](self.model["encoder"](x)), x)
        loss.backward()
        self.optimizer.step()
        return loss

    def losses(self, epochs):
        return [float(np.mean([self.step(x).item() for x in self.batches])) for _ in range(epochs)]

    def run(self, steps):
        times = []
        for i in range(steps):
            start = time.perf_counter()
            self.step(self.batches[i % len(self.batches)])
            times.append(time.perf_counter() - start)
        return statistics.median(times) * 1e6


class Program:
    """A program compiled by aec; every turn is a process of its own."""

    def __init__(self, folder, batch, threads):
        self.folder, self.options = folder, ["--batch-size", batch, "--threads", threads]
        subprocess.run([ROOT / "build/bin/aec", "compile", EXAMPLE, "-o", folder / "program"], check=True)

    def _train(self, *options):
        command = [self.folder / "program", "train", "--data", self.folder / "data.npy",
                   "--init", self.folder / "init.safetensors", *self.options, *options]
        return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout

    def losses(self, epochs):
        log = self.folder / "log.jsonl"
        self._train("--epochs", epochs, "--no-shuffle", "--log", log, "--weights", self.folder / "w.safetensors")
        return [json.loads(line)["loss"] for line in log.read_text().splitlines()]

    def run(self, steps):
        return json.loads(self._train("--bench-steps", steps).strip().splitlines()[-1])["median_us"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--steps", type=int, default=100)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: arguments.threads])
    torch.set_flush_denormal(True)
    torch.set_num_threads(arguments.threads)
    images = np.frombuffer(gzip.open(MNIST).read()[16:], np.uint8).reshape(-1, 784) / np.float32(255)
    images = images[: 8 * arguments.batch]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.save(folder / "data.npy", images)
        peer = PyTorch(np.split(images, 8))
        save_file({k: v.clone() for k, v in peer.model.state_dict().items()}, folder / "init.safetensors")
        program = Program(folder, arguments.batch, arguments.threads)
        curves = [fighter.losses(3) for fighter in (program, peer)]
        worst = max(abs(a / b - 1) for a, b in zip(*curves))
        if worst > TOLERANCE:
            raise SystemExit(f"loss curves disagree: {curves[0]}, expected {curves[1]} within {TOLERANCE:.0%}")
        ours, again, theirs = [], [], []
        for _ in range(arguments.rounds):
            ours.append(program.run(arguments.steps))
            theirs.append(peer.run(arguments.steps))
            again.append(program.run(arguments.steps))
    ratio = statistics.median(b / a for a, b in zip(ours, theirs))
    control = statistics.median(b / a for a, b in zip(ours, again))
    print(f"attention-patches, batch {arguments.batch}, {arguments.threads} threads, torch {torch.__version__} eager: "
          f"aec {statistics.median(ours):.0f} us a step, PyTorch {statistics.median(theirs):.0f} us, "
          f"ratio {ratio:.2f}, A/A {control:.2f}, losses within {worst:.1e}")


main()
