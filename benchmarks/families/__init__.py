"""Families of models that run.py compares, besides dense ones: a module each.

A module says: BATCHES; SHAPE of a sample, whose elements are a digit's 784 pixels;
DEFINITION in aec's language; parameters(): {name: array}, PyTorch's names and layouts;
flops(batch): operations of the products a step needs, without the data gradient of what
reads the input; torch_model(), whose state_dict has those names, and torch_loss(model,
x); jax_loss(parameters, x, key). Where they are not the usual ones: RANGE of the
pixels, TOLERANCE of losses, IMAGES (channels last is worth a try).

Libraries are imported by the functions that use them: a peer's process loads its own.
"""

import importlib
from dataclasses import dataclass

import numpy as np

NAMES = ("conv-denoise", "dcgan-autoencoder", "vae-dense", "gru", "attention")


@dataclass(frozen=True)
class FamilyCase:
    """A family at a batch size."""

    model: str
    batch: int

    @property
    def family(self):
        return load(self.model)

    @property
    def architecture(self):
        return self.model

    @property
    def slug(self):
        return f"{self.model}-b{self.batch}"

    @property
    def flops(self):
        return self.family.flops(self.batch)


def load(name):
    return importlib.import_module(f"families.{name.replace('-', '_')}")


def cases():
    return [FamilyCase(name, batch) for name in NAMES for batch in load(name).BATCHES]


def prepared(family, pixels):
    """pixels: [rows, 784] in [0, 1]; returns the family's samples."""
    low, high = getattr(family, "RANGE", (0, 1))
    return (pixels * np.float32(high - low) + np.float32(low)).reshape(-1, *family.SHAPE)


class Draw:
    """Uniform values in +-1/sqrt(fan), as PyTorch's layers draw them."""

    def __init__(self):
        self.generator = np.random.default_rng(0)

    def __call__(self, *shape, fan):
        return self.generator.uniform(-(fan**-0.5), fan**-0.5, shape).astype(np.float32)
