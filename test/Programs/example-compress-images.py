"""compress-images: sizes and errors against a linear code, the round trip, other sizes."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import mnist
from compression import compress, decode_latents, entropy_bytes, expect_near_entropy
from programs import (MNIST, enter_workspace, expect, expect_below, finish_readme, run,
                      start_readme, train)


enter_workspace()
program = start_readme("compress-images")
train(program, "--data", MNIST, "--rows", "0:8000", "--epochs", "8")
TEST = ("--data", MNIST, "--rows", "8000:")
found = compress(program, *TEST, "--out", "pictures.aec")
images = np.round(mnist() * 255)[8000:]


def psnr(restored):
    return 10 * np.log10(255**2 / np.mean((images - restored) ** 2))


# What is printed is what comes back.
run(program, "decompress", "--data", "pictures.aec", "--out", "again.npy")
again = np.load("again.npy")
expect(again.shape == (2000, 28, 28) and again.dtype == np.uint8, f"restored {again.shape} {again.dtype}")
again = again.reshape(2000, 784)
expect(abs(psnr(again) - found["psnr"]) < 0.01, f"PSNR {psnr(again)}, printed {found['psnr']}")
run(program, "reconstruct", *TEST, "--out", "reconstructed.npy", "--normalized")
same = np.mean(np.abs(np.load("reconstructed.npy") * 255 - again) < 0.501)
expect(same == 1, f"{same} of the pixels are those of reconstruct")

# All bytes of the file against the tables, summed without the program.
run(program, "encode", *TEST, "--out", "latents.npy")
latents = np.load("latents.npy")
entropy = entropy_bytes("pictures.safetensors", latents)
expect_near_entropy(found, entropy, "pictures.aec")
expect(abs(found["estimate"] - entropy) < 2, f"estimate {found['estimate']}, expected {entropy}")


def linear_bytes(bound):
    """Principal components on a grid, the coarsest that reaches the PSNR, coded at their entropy
    with tables of the test pictures themselves, which cost nothing here."""
    fit = np.round(mnist() * 255)[:8000]
    mean = fit.mean(0)
    values, vectors = np.linalg.eigh(np.cov(fit, rowvar=False))
    best = np.inf
    for count in (48, 96):
        basis = vectors[:, -count:]
        latents = (images - mean) @ basis
        for step in np.geomspace(120, 400, 7):
            symbols = np.rint(latents / step)
            if psnr(np.clip(symbols * step @ basis.T + mean, 0, 255)) < bound:
                continue
            counts = [np.unique(column, return_counts=True)[1] / len(column) for column in symbols.T]
            best = min(best, -sum(len(images) * (c * np.log2(c)).sum() for c in counts) / 8)
    return best


linear = linear_bytes(found["psnr"])
print(found["bytes"], found["psnr"], linear)
expect_below(found["bytes"], 0.9 * linear, f"bytes at {found['psnr']} dB")
expect_below(found["bytes"], 0.15 * found["sheet"], "bytes beside PNG, all pictures in one,")

# Files do not depend on threads, and integers on no machine.
decoded = decode_latents("pictures.aec", "pictures.safetensors", 400)
expect((decoded == latents[:400]).all(), "Python decodes other latents")
run(program, "compress", *TEST, "--out", "one.aec", "--threads", "1")
expect(open("one.aec", "rb").read() == open("pictures.aec", "rb").read(), "threads show in the file")
finish_readme("compress-images")
