#!/usr/bin/env python3
"""Trains examples/vae-dense and the same model in PyTorch with five seeds each.

    python3 benchmarks/vae_seeds.py build/bin/aec

Initial weights (PyTorch's draws), data and order are equal, the noise of the latents is not: each
draws its own. Prints the loss an image in epoch 10, and of the last 2,000 images with the latents at
their mean. Needs PyTorch, NumPy and safetensors (scripts/setup.sh --benchmarks).
"""

import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
from safetensors.torch import save_file
from torch.nn import functional

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "test/Unit/Runtime"))
from random_reference import permutation  # noqa: E402

DATA = ROOT / "examples/data/mnist/t10k-images-idx3-ubyte.gz"
ROWS, EPOCHS, BATCH, SEEDS = 8000, 10, 128, 5
LAYERS = {"encoder.fc1": (784, 400), "encoder.fc21": (400, 20), "encoder.fc22": (400, 20),
          "decoder.fc3": (20, 400), "decoder.fc4": (400, 784)}  # fmt: skip


def make_layers(seed):
    torch.manual_seed(seed)
    return {name: torch.nn.Linear(*sizes) for name, sizes in LAYERS.items()}


def loss_of(layers, x, draw):
    """Cross-entropy and divergence summed over the images, as PyTorch's example has it."""
    h = torch.relu(layers["encoder.fc1"](x))
    mean, logvar = layers["encoder.fc21"](h), layers["encoder.fc22"](h)
    z = mean + torch.exp(logvar / 2) * torch.randn_like(mean) if draw else mean
    y = torch.sigmoid(layers["decoder.fc4"](torch.relu(layers["decoder.fc3"](z))))
    divergence = 0.5 * (mean**2 + logvar.exp() - 1 - logvar).sum()
    return functional.binary_cross_entropy(y, x, reduction="sum") + divergence


def train_torch(layers, images, seed):
    train, test = images[:ROWS], images[ROWS:]
    optimizer = torch.optim.Adam([p for layer in layers.values() for p in layer.parameters()], lr=1e-3)
    for epoch in range(EPOCHS):
        order, total = np.asarray(permutation(ROWS, seed, epoch + 1)), 0.0
        for at in range(0, ROWS, BATCH):
            x = train[order[at : at + BATCH]]
            optimizer.zero_grad()
            loss = loss_of(layers, x, True)
            (loss / len(x)).backward()
            optimizer.step()
            total += float(loss.detach())
    with torch.no_grad():
        return total / ROWS, float(loss_of(layers, test, False)) / len(test)


def train_aec(program, layers, seed):
    weights = {f"{n}.{p}": v.detach().contiguous() for n, layer in layers.items() for p, v in layer.named_parameters()}
    save_file(weights, "init.safetensors")
    subprocess.run([program, "train", "--data", DATA, "--validation", "0.2", "--init", "init.safetensors", "--seed", str(seed),
                    "--epochs", str(EPOCHS), "--batch-size", str(BATCH), "--log", "run.jsonl"], check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    last = json.loads(pathlib.Path("run.jsonl").read_text().splitlines()[-1])
    return last["loss"], last["validation"]


def main(aec):
    with gzip.open(DATA) as file:
        images = torch.from_numpy(np.frombuffer(file.read()[16:], np.uint8).reshape(-1, 784) / np.float32(255))
    torch.set_flush_denormal(True)
    aec, results = pathlib.Path(aec).resolve(), []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        program = "./vae"
        subprocess.run([aec, "compile", ROOT / "examples/vae-dense/model.mlir", "-o", program], check=True)
        for seed in range(SEEDS):
            layers = make_layers(seed)
            ours = train_aec(program, layers, seed)
            results.append((*ours, *train_torch(layers, images, seed)))
            print(f"seed {seed}: aec {ours[0]:.2f} {ours[1]:.2f}, PyTorch {results[-1][2]:.2f} {results[-1][3]:.2f}", flush=True)
    mean = np.mean(results, axis=0)
    print(f"mean: aec {mean[0]:.2f} {mean[1]:.2f}, PyTorch {mean[2]:.2f} {mean[3]:.2f}; "
          f"apart by {mean[0] / mean[2] - 1:+.2%} and {mean[1] / mean[3] - 1:+.2%}")  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
