# RUN: %python %s %t
"""The arena of every function of the examples is within 5% of what lives at once."""

import pathlib
import re

from programs import enter_workspace, expect, run

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/model.mlir"))


def numbers(attributes, name):
    values = re.search(rf"ae\.arena_{name} = array<i64(?:: ([^>]*))?>", attributes).group(1)
    return [int(value) for value in values.split(",")] if values else []


enter_workspace()
for name in NAMES:
    text = run("aec", "compile", EXAMPLES / name / "model.mlir", "--emit=buffers").stdout
    planned = re.findall(r"func\.func @\"?([\w.]+)\"?\(.*attributes \{(.*ae\.arena_peak.*)\} \{$", text, re.M)
    expect(len(planned) >= 5, f"{name}: expected a plan for step, evaluation and entries, found {len(planned)}")
    for function, attributes in planned:
        lines = list(zip(numbers(attributes, "fixed"), numbers(attributes, "per_sample")))
        for batch, bound in zip(numbers(attributes, "batches"), numbers(attributes, "bound")):
            capacity = (batch + 15) // 16 * 16
            arena = max((fixed + slope * capacity for fixed, slope in lines), default=0)
            expect(
                arena <= 1.05 * bound,
                f"{name}: {function} takes {arena} bytes at batch {batch}, {bound} are live at once at most",
            )
