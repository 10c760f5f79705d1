"""Prints a message and, behind it, the names of the examples: arguments are their folder and the message."""

import pathlib
import sys

folder, message = sys.argv[1:]
names = sorted(path.parent.name for path in pathlib.Path(folder).glob("*/model.mlir"))
print(message + ", ".join(names))
