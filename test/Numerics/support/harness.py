"""Checks an nn op: values and gradients, three ways.

1. Against JAX in f64, a formula that is not ours, for f32 and f64 modules.
2. Gradients against central differences of the compiled values in f64.
3. Each at batch 1 and 7, one small and odd.

An op's file gives its text, the JAX function and how arguments are drawn; kinks
are kept away from, so that a derivative exists everywhere.
"""

import dataclasses
import functools
import os
import re
from typing import Callable

# Formulas of a few elements: compiling them is all the time there is.
os.environ.setdefault("XLA_FLAGS", "--xla_backend_optimization_level=0")
import jax
import numpy as np

from library import Library

jax.config.update("jax_enable_x64", True)

BATCHES = (1, 7)
# A few roundings of a formula of ten operations, each half an ulp, on values of
# about 1; sums over at most a few dozen elements. Libm differs by an ulp or two.
TOLERANCE = {"f32": dict(rtol=2e-5, atol=2e-6), "f64": dict(rtol=1e-11, atol=1e-12)}
# h^2 f''' / 6 of truncation and eps * |f| / h of rounding: both about 1e-9 here.
# Floats users train in go through the path they train on, the oracle's doubles
# through the oracle; JAX stands behind both.
TARGET = {"f32": "cpu", "f64": "reference"}
DIFFERENCE, DIFFERENCE_TOLERANCE = 1e-6, dict(rtol=1e-6, atol=1e-7)
NUMPY = {"f32": np.float32, "f64": np.float64, "i32": np.int32, "i64": np.int64}


@dataclasses.dataclass
class Arg:
    """An argument: its shape, with None for the batch, and how it is drawn."""

    shape: tuple
    draw: Callable
    element: str | None = None  # None: the module's float type

    def type(self, dtype):
        return tensor_type(self.shape, self.element or dtype)

    def value(self, rng, batch, dtype):
        shape = tuple(batch if size is None else size for size in self.shape)
        return self.draw(rng, shape).astype(NUMPY[self.element or dtype])


def parse_shape(text):
    """'?x5' as (None, 5), '' as ()."""
    return tuple(None if part == "?" else int(part) for part in text.split("x") if part)


def tensor_type(shape, element):
    sizes = ["?" if size is None else str(size) for size in shape]
    return f"tensor<{'x'.join([*sizes, element])}>"


def normal(shape, scale=1.0, mean=0.0, avoid=(), margin=0.05):
    """Normal draws, moved away from kinks by `margin`."""

    def draw(rng, sizes):
        x = rng.normal(mean, scale, sizes)
        for kink in avoid:
            near = np.abs(x - kink) < margin
            x = np.where(near, kink + np.where(x < kink, -margin, margin), x)
        return x

    return Arg(parse_shape(shape), draw)


def uniform(shape, low, high):
    return Arg(parse_shape(shape), lambda rng, sizes: rng.uniform(low, high, sizes))


def distinct(shape, start=-1.0, step=0.1):
    """Values `step` apart, in random order: no ties, nor with another start."""

    def draw(rng, sizes):
        return (rng.permutation(int(np.prod(sizes))) * step + start).reshape(sizes)

    return Arg(parse_shape(shape), draw)


def with_gaps(arg):
    """A third of the values NaN, and all of the first sample of a batch of several."""

    def draw(rng, sizes):
        x = arg.draw(rng, sizes)
        gaps = rng.uniform(size=sizes) < 1 / 3
        gaps[0] |= sizes[0] > 1
        return np.where(gaps, np.nan, x)

    return dataclasses.replace(arg, draw=draw)


def indices(shape, below, element="i64"):
    return Arg(parse_shape(shape), lambda rng, sizes: rng.integers(0, below, sizes), element)


def per_sample(function, reduce=None):
    """A loss of every element as a value a sample: the mean, or `reduce`."""

    def loss(*args):
        elements = function(*args)
        return (reduce or jax.numpy.mean)(elements.reshape(elements.shape[0], -1), axis=1)

    return loss


def observed(function, reduce=None):
    """A masked loss: of each sample the mean of what was observed, or its `reduce`."""

    def loss(prediction, target):
        seen = ~jax.numpy.isnan(target)
        elements = function(prediction, jax.numpy.where(seen, target, 0.5))
        elements = jax.numpy.where(seen, elements, 0.0).reshape(elements.shape[0], -1)
        if reduce:
            return reduce(elements, axis=1)
        return elements.sum(1) / jax.numpy.maximum(seen.reshape(elements.shape).sum(1), 1)

    return loss


class Case:
    """`text`: the op, giving %y; `{x}` is the type of argument x. `function`: the
    same in JAX, of the arguments in order. `wrt`: what gradients are taken of;
    None: every float. `results`: names, where the op has more than one."""

    def __init__(self, text, function, *, wrt=None, results=("y",), tolerance=None,
                 step=0, learning_rate=0.0, scalars="", **args):
        self.text, self.function, self.args = text, function, args
        self.results, self.tolerance = results, tolerance or {}
        self.step, self.learning_rate, self.scalars = step, learning_rate, scalars
        floats = [name for name, arg in args.items() if arg.element is None]
        self.wrt = floats if wrt is None else list(wrt)

    def apply(self, values):
        """The function's results as a list, of arguments given by name."""
        results = self.function(*[values[name] for name in self.args])
        return list(results) if isinstance(results, tuple) else [results]

    @functools.cache
    def evaluate(self):
        """(values, weight) -> results and gradients, compiled once a shape: op by
        op, JAX takes five times as long."""

        def total(chosen, values, weight):
            return (self.apply({**values, **chosen})[0] * weight).sum()

        def both(values, weight):
            chosen = {name: values[name] for name in self.wrt}
            grads = jax.grad(total)(chosen, values, weight) if chosen else {}
            return self.apply(values), [grads[name] for name in self.wrt]

        return jax.jit(both)

    @functools.cache
    def result_shapes(self):
        """Shapes of the results; a size that follows the batch is None."""

        def shapes(batch):
            values = {}
            for name, arg in self.args.items():
                sizes = tuple(batch if size is None else size for size in arg.shape)
                values[name] = jax.ShapeDtypeStruct(sizes, NUMPY[arg.element or "f64"])
            results = jax.eval_shape(lambda v: self.apply(v), values)
            return [result.shape for result in results]

        return [tuple(a if a == b else None for a, b in zip(one, two))
                for one, two in zip(shapes(3), shapes(5))]

    def module_function(self, name, dtype):
        """The op in a function that also returns its gradients, weighted by %w."""
        types = {arg: spec.type(dtype) for arg, spec in self.args.items()}
        results = [tensor_type(shape, dtype) for shape in self.result_shapes()]
        arguments = [f"%{arg}: {kind}" for arg, kind in types.items()]
        lines = [re.sub(r"\{(\w+)\}", lambda m: types.get(m[1], dtype), self.text)]
        returned = [f"%{result}" for result in self.results]
        if self.wrt:
            arguments.append(f"%w: {results[0]}")
            wrt = ", ".join(f"%{arg}" for arg in self.wrt)
            kinds = ", ".join(types[arg] for arg in self.wrt)
            grads = [f"%d{arg}" for arg in self.wrt]
            lines.append(f"%wy = nn.mul %y, %w : {results[0]}")
            lines.append(f"{', '.join(grads)} = nn.gradient %wy wrt {wrt} : {results[0]}, {kinds}")
            returned += grads
            results += [types[arg] for arg in self.wrt]
        if self.scalars:
            arguments.append(self.scalars)
        body = "\n  ".join([*lines, f"return {', '.join(returned)} : {', '.join(results)}"])
        return f"func.func @{name}({', '.join(arguments)}) -> ({', '.join(results)}) {{\n  {body}\n}}\n"


@dataclasses.dataclass
class Run:
    """A case compiled with one float type, run at one batch size."""

    case: Case
    library: Library
    name: str
    dtype: str
    batch: int

    def draw(self, rng):
        values = {name: arg.value(rng, self.batch, self.dtype)
                  for name, arg in self.case.args.items()}
        shape = self.sizes(self.case.result_shapes()[0])
        weight = rng.normal(size=shape).astype(NUMPY[self.dtype])
        return values, weight

    def sizes(self, shape):
        return tuple(self.batch if size is None else size for size in shape)

    def compiled(self, values, weight):
        """The op's results and its gradients, as compiled."""
        case, element = self.case, NUMPY[self.dtype]
        specs = [(self.sizes(shape), element) for shape in case.result_shapes()]
        specs += [(values[name].shape, element) for name in case.wrt]
        inputs = [values[name] for name in case.args] + ([weight] if case.wrt else [])
        outputs = self.library.call(self.name, self.batch, inputs, specs, case.step,
                                    case.learning_rate)
        return outputs[: len(case.results)], outputs[len(case.results) :]

    def expected(self, values, weight):
        """The same by JAX, in f64 of the very same (rounded) arguments."""
        case = self.case
        exact = {name: v.astype(np.float64) if v.dtype.kind == "f" else v
                 for name, v in values.items()}
        return case.evaluate()(exact, weight.astype(np.float64))

    def differences(self, values, weight, name):
        """Central differences of the compiled value, one element at a time."""
        grad = np.zeros_like(values[name])
        for i in np.ndindex(grad.shape):
            sides = []
            for sign in (1.0, -1.0):
                moved = values[name].copy()
                moved[i] += sign * DIFFERENCE
                results, _ = self.compiled({**values, name: moved}, weight)
                sides.append((results[0] * weight).sum())
            grad[i] = (sides[0] - sides[1]) / (2.0 * DIFFERENCE)
        return grad

    def check(self, rng):
        values, weight = self.draw(rng)
        results, grads = self.compiled(values, weight)
        expected_results, expected_grads = self.expected(values, weight)
        tolerance = {**TOLERANCE[self.dtype], **self.case.tolerance.get(self.dtype, {})}
        where = f"{self.case.text}, {self.dtype}, batch {self.batch}"
        pairs = [*zip(self.case.results, results, expected_results),
                 *zip([f"d{name}" for name in self.case.wrt], grads, expected_grads)]
        for what, found, expected in pairs:
            np.testing.assert_allclose(found, expected, **tolerance, err_msg=f"{what} of {where}")
        if self.dtype == "f64":
            for name, grad in zip(self.case.wrt, grads):
                np.testing.assert_allclose(grad, self.differences(values, weight, name),
                                           **DIFFERENCE_TOLERANCE,
                                           err_msg=f"d{name} and differences of {where}")


def check(*cases):
    """Compiles all cases, once a float type, and checks each."""
    rng = np.random.default_rng(20)
    for dtype in ("f32", "f64"):
        text = "".join(case.module_function(f"case{i}", dtype) for i, case in enumerate(cases))
        library = Library(text, TARGET[dtype])
        for i, case in enumerate(cases):
            for batch in BATCHES:
                Run(case, library, f"case{i}", dtype, batch).check(rng)
