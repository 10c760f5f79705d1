"""What one instruction set compressed is decoded alike by another, on any number of threads."""
# REQUIRES: numpy, x86-64-v4
# RUN: %python %s %t
import itertools
import os

import numpy as np
from compression import decode_latents
from programs import MNIST, enter_workspace, example, expect, run, train

LEVELS, THREADS = ("3", "4"), (1, 2, 4)


def on(level):
    return {**os.environ, "AEC_CPU_LEVEL": level}


def same(paths, what):
    first, *others = [open(path, "rb").read() for path in paths]
    expect(all(other == first for other in others), f"{what} differs")


enter_workspace()
# Code for both levels, which is what `aec compile` makes unless told otherwise.
run("aec", "compile", example("compress-images"), "-o", "pictures")
train("./pictures", "--data", MNIST, "--rows", "0:1000", "--epochs", "2")
for level in LEVELS:
    files = [f"by{level}-{threads}.aec" for threads in THREADS]
    for threads, file in zip(THREADS, files):
        run("./pictures", "compress", "--data", MNIST, "--rows", "9400:", "--out", file,
            "--threads", threads, env=on(level))  # fmt: skip
    same(files, f"what level {level} writes on {THREADS} threads")

for writer, reader in itertools.product(LEVELS, LEVELS):
    file = f"by{writer}-1.aec"
    results = [f"{writer}to{reader}-{threads}.npy" for threads in THREADS]
    for threads, result in zip(THREADS, results):
        run("./pictures", "decompress", "--data", file, "--out", result, "--threads", threads, env=on(reader))
    same(results, f"what level {reader} reads on {THREADS} threads")
    # The integers are those that Python decodes: the reader's own decoder gives the same for them.
    np.save("latents.npy", decode_latents(file, "pictures.safetensors", 600).astype(np.float32))
    run("./pictures", "decode", "--data", "latents.npy", "--out", "decoded.npy", "--normalized", env=on(reader))
    restored = np.load(results[0]).reshape(600, 784)
    decoded = np.load("decoded.npy").reshape(600, 784) * 255.0
    expect(np.abs(decoded - restored).max() < 0.501, f"level {reader} decodes other integers from level {writer}'s file")

# Another instruction set adds in another order: a pixel goes to its neighbour at most, and seldom.
for writer in LEVELS:
    pictures = [np.load(f"{writer}to{reader}-1.npy").astype(int) for reader in LEVELS]
    apart = np.abs(pictures[0] - pictures[1])
    expect(apart.max() <= 1 and np.mean(apart != 0) < 1e-4, f"levels restore pixels {apart.max()} apart")
