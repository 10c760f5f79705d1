"""Trains a model in this process, on NumPy arrays, through its shared library.

Usage: python3 digits.py LIBRARY DIGITS.npy
"""

import ctypes
import sys

import numpy as np

BATCH, EPOCHS, PIXELS, LATENTS = 32, 20, 64, 10
FLOATS = np.ctypeslib.ndpointer(np.float32, ndim=2, flags="C_CONTIGUOUS")


class Options(ctypes.Structure):
    """digits_options."""

    _fields_ = [(name, ctypes.c_int64) for name in ("batch", "seed", "threads", "epochs", "steps_per_epoch")]


class Digits:
    """A model, and the functions of its header that we use."""

    def __init__(self, path, batch):
        self.code = ctypes.CDLL(path)
        self.code.digits_memory_bytes.restype = ctypes.c_size_t
        self.code.digits_error_text.restype = ctypes.c_char_p
        self.code.digits_message.restype = ctypes.c_char_p
        size = self.code.digits_memory_bytes(ctypes.c_int64(batch))
        self.memory = ctypes.create_string_buffer(size)  # the model lives here
        self.model = ctypes.c_void_p()
        options = Options(batch=batch)
        self.check(self.code.digits_init(self.memory, ctypes.c_size_t(size), ctypes.byref(options),
                                         ctypes.byref(self.model)))  # fmt: skip
        model, rows = ctypes.c_void_p, ctypes.c_int64
        self.code.digits_train_step.argtypes = [model, FLOATS, rows, ctypes.c_double, ctypes.POINTER(ctypes.c_double)]
        self.code.digits_encode.argtypes = [model, FLOATS, rows, FLOATS]
        self.code.digits_reconstruct.argtypes = [model, FLOATS, rows, FLOATS]

    def check(self, status):
        if status:
            text = self.code.digits_error_text(status).decode()
            raise RuntimeError(f"{text}; {self.code.digits_message(self.model).decode()}")

    def train_step(self, x):
        losses = (ctypes.c_double * 2)()  # DIGITS_LOSSES
        self.check(self.code.digits_train_step(self.model, x, len(x), 0, losses))
        return losses[0]

    def encode(self, x):
        z = np.empty((len(x), LATENTS), np.float32)
        self.check(self.code.digits_encode(self.model, x, len(x), z))
        return z

    def reconstruct(self, x):
        y = np.empty_like(x)
        self.check(self.code.digits_reconstruct(self.model, x, len(x), y))
        return y

    def save(self, path):
        self.check(self.code.digits_save(self.model, path.encode()))


if __name__ == "__main__":
    library, path = sys.argv[1:]
    # The definition says `scale 16`: what counts to 16 becomes 0 to 1.
    x = (np.load(path).reshape(-1, PIXELS) / 16).astype(np.float32)
    train, test = x[:-359], x[-359:]
    digits = Digits(library, BATCH)
    rng = np.random.default_rng(0)
    for epoch in range(1, EPOCHS + 1):
        order = rng.permutation(len(train))
        losses = [digits.train_step(train[order[at : at + BATCH]]) for at in range(0, len(train), BATCH)]
        if epoch % 5 == 0:
            print(f"epoch {epoch} loss {np.mean(losses):.4f}")
    error = np.mean((digits.reconstruct(test) - test) ** 2)
    print(f"error on {len(test)} digits it was not trained on: {error:.4f}")
    digits.save("digits.safetensors")
    np.save("latents.npy", digits.encode(test))
