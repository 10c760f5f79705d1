"""Compiles functions at the explicit rung and calls them through the C ABI.

The compiler's own command is used, so that what is tested is what users get:
`aec compile --emit=shared`. Structures mirror include/aec/Runtime/Abi.h.
"""

import ctypes
import os
import pathlib
import subprocess
import tempfile

import numpy as np

ARENA_BYTES = 1 << 24  # far more than the small shapes here need


class Frame(ctypes.Structure):
    """aec_frame."""

    _fields_ = [
        ("runtime", ctypes.c_void_p),
        ("batch", ctypes.c_int64),
        ("states", ctypes.POINTER(ctypes.c_void_p)),
        ("inputs", ctypes.POINTER(ctypes.c_void_p)),
        ("outputs", ctypes.POINTER(ctypes.c_void_p)),
        ("arena", ctypes.c_void_p),
        ("step", ctypes.c_int64),
        ("seed", ctypes.c_int64),
        ("learning_rate", ctypes.c_double),
        ("epoch", ctypes.c_double),
        ("epochs", ctypes.c_double),
    ]


def aligned(shape, dtype):
    """An array at a 64-byte boundary, as the ABI demands."""
    dtype = np.dtype(dtype)
    count = int(np.prod(shape, dtype=np.int64)) * dtype.itemsize
    raw = np.empty(count + 64, np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + count].view(dtype).reshape(shape)


def pointers(arrays):
    return (ctypes.c_void_p * max(len(arrays), 1))(*[a.ctypes.data for a in arrays])


class Library:
    """The compiled functions of one module."""

    def __init__(self, text, target, threads=2):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder, "module.mlir")
            shared = source.with_suffix(".so")
            source.write_text(text)
            level = ["--march=native"] if target == "cpu" else []
            command = ["aec", "compile", "--emit=shared", f"--target={target}", *level, source, "-o", shared]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(f"cannot compile:\n{text}\n{done.stderr}")
            self.code = ctypes.CDLL(os.fspath(shared))
        # Kernels of the fast path take a pool; two threads meet as in a program.
        self.code.aec_runtime_create.argtypes = [ctypes.c_int64]
        self.code.aec_runtime_create.restype = ctypes.c_void_p
        self.code.aec_runtime_destroy.argtypes = [ctypes.c_void_p]
        self.runtime = self.code.aec_runtime_create(threads)
        assert self.runtime, "no runtime"
        self.arena = aligned((ARENA_BYTES,), np.uint8)

    def __del__(self):
        if getattr(self, "runtime", None):
            self.code.aec_runtime_destroy(self.runtime)

    def call(self, name, batch, inputs, output_specs, step=0, learning_rate=0.0):
        """Runs `name`; output_specs: (shape, dtype) of every result."""
        ready = []
        for value in inputs:
            ready.append(aligned(value.shape, value.dtype))
            ready[-1][...] = value
        outputs = [aligned(shape, dtype) for shape, dtype in output_specs]
        for output in outputs:
            output.fill(-77)  # what is not written shows
        frame = Frame(runtime=self.runtime, batch=batch, inputs=pointers(ready), outputs=pointers(outputs),
                      states=pointers([]), arena=self.arena.ctypes.data, step=step,
                      seed=1, learning_rate=learning_rate, epoch=0.75, epochs=3.0)
        function = getattr(self.code, f"aec.{name}")
        function.restype = ctypes.c_int64
        status = function(ctypes.byref(frame))
        assert status == 0, f"{name} returned {status}"
        return outputs
