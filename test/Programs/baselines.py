"""What a model has to beat, and the bundled data as NumPy arrays in [0, 1]."""

import gzip

import numpy as np

from programs import DIGITS, MNIST


def mnist():
    with gzip.open(MNIST) as file:
        return np.frombuffer(file.read()[16:], np.uint8).reshape(-1, 784) / np.float32(255)


def digits():
    return np.load(DIGITS) / np.float32(16)


def split(values, share):
    """The first rows to train on, the last `share` to test on, as --validation has it."""
    count = round(len(values) * share)
    return values[:-count], values[-count:]


def mean_predictor(values, share=0.2):
    """Test error of always answering the mean of the training rows."""
    fit, test = split(values, share)
    return float(np.mean((test - fit.mean(0)) ** 2))


def principal_components(values, count, share=0.2):
    """Test error of the best linear autoencoder with `count` latent values."""
    fit, test = split(values, share)
    mean = fit.mean(0)
    _, vectors = np.linalg.eigh(np.cov(fit, rowvar=False))
    basis = vectors[:, -count:]
    return float(np.mean(((test - mean) @ basis @ basis.T + mean - test) ** 2))


def cross_entropy(p, x):
    """Binary cross-entropy, summed over the pixels, the mean over the images."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return float(-(x * np.log(p) + (1 - x) * np.log(1 - p)).sum(1).mean())


def nearest(samples, images):
    """Mean over samples of the squared distance to the nearest image, a pixel."""
    return float(np.mean([((images - sample) ** 2).mean(1).min() for sample in samples]))
