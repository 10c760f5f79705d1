"""A model's shared library from Python, by its header: what the tests of it share.

Functions and constants are read out of the header, so that what it declares is what is
called; arrays are checked against the sizes it names.
"""

import ctypes
import re

import numpy as np
from programs import expect

TYPES = {"float": np.float32, "double": np.float64, "int32_t": np.int32, "int64_t": np.int64, "uint8_t": np.uint8}
SCALARS = {"int64_t": ctypes.c_int64, "size_t": ctypes.c_size_t, "double": ctypes.c_double}


class Options(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64) for name in ("batch", "seed", "threads", "epochs", "steps_per_epoch")]


class Embedded:
    """A model in memory of its own. Calls give the status' name; "OK" is None."""

    def __init__(self, library, header, **options):
        self.code = ctypes.CDLL(f"./{library}")
        self.text = open(header).read()
        (self.prefix,) = re.findall(r"^typedef struct (\w+)_options \{", self.text, re.M)
        self.macro = self.prefix.upper()
        constants = re.findall(rf"^#define {self.macro}_(\w+) (\d+)", self.text, re.M)
        statuses = re.findall(rf"^  {self.macro}_(\w+) = (\d+),", self.text, re.M)
        self.constants = {name: int(value) for name, value in constants}
        self.statuses = {int(value): name for name, value in statuses}
        declared = re.findall(rf"^{self.prefix}_status {self.prefix}_(\w+)\(([^)]*)\);", self.text, re.M)
        self.parameters = {name: " ".join(text.split()).split(", ") for name, text in declared}
        self.code[f"{self.prefix}_memory_bytes"].restype = ctypes.c_size_t
        self.options = Options(**options)
        size = self.memory_bytes(options.get("batch") or self.constants["BATCH"])
        self.memory = ctypes.create_string_buffer(size + 64)
        self.model = ctypes.c_void_p()
        self.status = self.raw("init", self.memory, size, ctypes.byref(self.options), ctypes.byref(self.model))

    def memory_bytes(self, batch):
        return self.code[f"{self.prefix}_memory_bytes"](ctypes.c_int64(batch))

    def raw(self, function, *arguments):
        """Calls with converted arguments; the status' name, None for OK."""
        code = self.code[f"{self.prefix}_{function}"]
        words = [type(a)(a) if isinstance(a, int) else a for a in arguments]
        name = self.statuses[code(*[ctypes.c_int64(a) if isinstance(a, int) else a for a in words])]
        return None if name == "OK" else name

    def text_of(self, function, argument):
        code = self.code[f"{self.prefix}_{function}"]
        code.restype = ctypes.c_char_p
        return code(argument).decode()

    def message(self):
        return self.text_of("message", self.model)

    def call(self, function, *arguments):
        """Calls a function on the model: arrays, numbers and paths as it declares them."""
        ready = [self.model]
        for parameter, value in zip(self.parameters[function][1:], arguments, strict=True):
            kind = parameter.removeprefix("const ").split(" ")[0]
            if isinstance(value, np.ndarray):
                expect(value.dtype == TYPES[kind] and value.flags.c_contiguous, f"{function} takes {parameter}")
                ready.append(ctypes.c_void_p(value.ctypes.data))
            elif "*" in parameter:
                ready.append(value)
            else:
                ready.append(SCALARS[kind](value))
        name = self.statuses[self.code[f"{self.prefix}_{function}"](*ready)]
        return None if name == "OK" else name

    def check(self, function, *arguments):
        status = self.call(function, *arguments)
        expect(status is None, f"{function}: {status}: {self.message()}")

    def entry(self, name, *inputs, rows=None):
        """What an entry gives for arrays of inputs."""
        rows = len(inputs[0]) if inputs else rows
        outputs = []
        for parameter in self.parameters[name][2 + len(inputs) :]:
            kind, argument = parameter.split(" *")
            size = self.constants[f"{name}_{argument}_SIZE".upper()]
            outputs.append(np.full((rows, size), 77, TYPES[kind]))
        self.check(name, *inputs, rows, *outputs)
        return outputs[0] if len(outputs) == 1 else outputs

    def train(self, *inputs, epochs, batch):
        """Epochs in the rows' order; the mean losses of the last, NaN where none was due."""
        rows = len(inputs[0])
        for _ in range(epochs):
            found = []
            for first in range(0, rows, batch):
                losses = np.full(self.constants["LOSSES"], 77.0)
                pieces = [np.ascontiguousarray(array[first : first + batch]) for array in inputs]
                self.check("train_step", *pieces, len(pieces[0]), 0.0, losses)
                found.append(losses)
        return np.array(found)
