"""Fails where two weights files differ: same-weights.py TOLERANCE ONE OTHER

The tolerance is relative to the largest value of a tensor.
"""
import json
import struct
import sys

import numpy as np


def tensors(path):
    with open(path, "rb") as file:
        content = file.read()
    (size,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + size])
    header.pop("__metadata__", None)
    for name, entry in header.items():
        first, last = (8 + size + offset for offset in entry["data_offsets"])
        yield name, np.frombuffer(content[first:last], {"F32": "<f4", "F64": "<f8", "I64": "<i8"}[entry["dtype"]])


tolerance = float(sys.argv[1])
one, other = (dict(tensors(path)) for path in sys.argv[2:4])
assert one.keys() == other.keys(), (one.keys(), other.keys())
worst = 0
for name, values in one.items():
    scale = max(np.abs(values).max(), 1e-6)
    distance = np.abs(values - other[name]).max() / scale
    worst = max(worst, distance)
    assert distance <= tolerance, f"{name} differs by {distance:.2g} of its largest value"
print(f"{len(one)} tensors, at most {worst:.1e} apart")
