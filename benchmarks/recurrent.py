#!/usr/bin/env python3
"""Times training steps of a GRU autoencoder (28 steps of 28, 64 units, the last state
repeated 28 times, 64 units, dense 28): aec against PyTorch eager, in turns, on the same
initial weights and data; the losses of two epochs agree before a time counts.

    .venv/bin/python benchmarks/recurrent.py [--batches 32,128] [--threads 2] [--rounds 5]
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile
import time

import numpy as np
import torch
from safetensors.torch import save_file

ROOT = pathlib.Path(__file__).resolve().parent.parent
AEC = ROOT / "build/bin/aec"
MODEL = """ae.model @bench {
  ae.network @encoder(%x: tensor<?x28x28xf32>) {
    %s, %last = ae.gru %x, 64 as @gru : tensor<?x28x28xf32>
    ae.return %last : tensor<?x64xf32>
  }
  ae.network @decoder(%z: tensor<?x64xf32>) {
    %r = nn.repeat_vector %z, 28 : tensor<?x64xf32>
    %s, %last = ae.gru %r, 64 as @gru : tensor<?x28x64xf32>
    %y = ae.dense %s, 28 as @out : tensor<?x28x64xf32>
    ae.return %y : tensor<?x28x28xf32>
  }
  ae.objective @rec(%x: tensor<?x28x28xf32>) trains [@encoder, @decoder] with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x28x28xf32>) -> tensor<?x64xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x64xf32>) -> tensor<?x28x28xf32>
    %l = nn.mse %y, %x : tensor<?x28x28xf32>
    ae.minimize %l as "rec" : tensor<?xf32>
  }
}
"""


class Torch(torch.nn.Module):
    """The same model; PyTorch's names are aec's."""

    def __init__(self):
        super().__init__()
        self.encoder = torch.nn.ModuleDict({"gru": torch.nn.GRU(28, 64, batch_first=True)})
        self.decoder = torch.nn.ModuleDict({"gru": torch.nn.GRU(64, 64, batch_first=True), "out": torch.nn.Linear(64, 28)})

    def forward(self, x):
        _, last = self.encoder["gru"](x)
        states, _ = self.decoder["gru"](last[0][:, None].expand(-1, 28, -1))
        return self.decoder["out"](states)


class Peer:
    """PyTorch eager with the fused Adam."""

    def __init__(self, weights, data, batch):
        self.model = Torch()
        self.model.load_state_dict(weights)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, fused=True)
        self.batches = list(torch.from_numpy(data).split(batch))

    def step(self, x):
        self.optimizer.zero_grad(set_to_none=True)
        loss = torch.nn.functional.mse_loss(self.model(x), x)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def epoch(self):
        return sum(self.step(x) for x in self.batches) / len(self.batches)

    def microseconds(self, steps):
        times = []
        for _ in range(steps):
            start = time.perf_counter()
            self.step(self.batches[0])
            times.append((time.perf_counter() - start) * 1e6)
        return statistics.median(times)


def run_aec(folder, batch, threads, *options):
    command = [folder / "bench", "train", "--data", folder / "data.npy", "--init", folder / "init.safetensors",
               "--batch-size", batch, "--threads", threads, "--weights", folder / "trained.safetensors", *options]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout


def compare(folder, data, weights, batch, threads, rounds):
    log = folder / "log.jsonl"
    run_aec(folder, batch, threads, "--epochs", 2, "--no-shuffle", "--log", log)
    ours = [entry["loss"] for entry in map(json.loads, log.read_text().splitlines()) if "epoch" in entry]
    peer = Peer(weights, data, batch)
    for found, expected in zip(ours, [peer.epoch(), peer.epoch()]):
        if abs(found / expected - 1) > 1e-3:
            raise SystemExit(f"losses differ: {found} and PyTorch's {expected}")
    times = {"aec": [], "PyTorch": []}
    for _ in range(rounds):
        times["aec"].append(json.loads(run_aec(folder, batch, threads, "--bench-steps", 100).strip().splitlines()[-1])["median_us"])
        times["PyTorch"].append(peer.microseconds(20))
    ratio = statistics.median(theirs / ours for ours, theirs in zip(times["aec"], times["PyTorch"]))
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"batch {batch}: aec {medians['aec']:.0f} us, PyTorch eager {medians['PyTorch']:.0f} us, {ratio:.1f} times")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--batches", default="32,128")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    torch.set_flush_denormal(True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    print(f"PyTorch {torch.__version__}, Adam(fused), {options.threads} threads, f32, denormals flushed")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        data = np.random.default_rng(0).uniform(0, 1, (1024, 28, 28)).astype(np.float32)
        np.save(folder / "data.npy", data)
        weights = Torch().state_dict()
        save_file(weights, folder / "init.safetensors")
        (folder / "model.mlir").write_text(MODEL)
        subprocess.run([AEC, "compile", folder / "model.mlir", "-o", folder / "bench"], check=True)
        for batch in options.batches.split(","):
            compare(folder, data, weights, int(batch), options.threads, options.rounds)


if __name__ == "__main__":
    main()
