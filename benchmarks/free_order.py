#!/usr/bin/env python3
"""What it costs that pieces of a kernel are assigned to threads ahead.

    .venv/bin/python benchmarks/free_order.py

Makes a second compiler whose programs' pool gives each thread the next eighth of the pieces whenever it
is free (benchmarks/free-order.patch), and measures steps of both with two threads, in turns, beside one
thread and a control: the first program again. Weights must be equal. docs/reliability.md has the table.
"""

import argparse
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile

import cases
import numpy as np

ROOT = cases.ROOT
MODELS = [(cases.SMALL, 32, 4000), (cases.MIDDLE, 128, 400), (cases.LARGE, 128, 40)]


def run(*command, **more):
    return subprocess.run([str(word) for word in command], check=True, text=True, capture_output=True, **more).stdout


def free_compiler(folder):
    """A copy of the compiler with the other pool in its runtime."""
    for name in ("bin/aec", "lib/aec"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / "build" / name).is_dir() else shutil.copy
        copy(ROOT / "build" / name, folder / name)
    source = folder / "ThreadPool.cpp"
    run("patch", "--quiet", "--output", source, ROOT / "lib/Runtime/Threads/ThreadPool.cpp",
        ROOT / "benchmarks/free-order.patch")  # fmt: skip
    run("clang++-22", "-std=c++17", "-O2", "-fPIC", "-ffunction-sections", "-fdata-sections", "-fvisibility=hidden",
        "-I", ROOT / "include", "-I", ROOT / "lib/Runtime/Threads", "-c", source, "-o", folder / "ThreadPool.cpp.o")  # fmt: skip
    run("llvm-ar-22", "r", folder / "lib/aec/libaec-runtime.a", folder / "ThreadPool.cpp.o")
    return folder / "bin/aec"


def median_step(program, batch, steps, threads):
    """Microseconds."""
    text = run(program, "train", "--bench-steps", steps, "--batch-size", batch, "--threads", threads)
    return float(re.search(r"median_us.: ([0-9.]+)", text).group(1))


def weights(program, data, batch, folder):
    run(program, "train", "--data", data, "--epochs", 2, "--batch-size", batch, "--threads", 2, "--weights",
        folder / "weights")  # fmt: skip
    return (folder / "weights").read_bytes()


def measure(case, steps, rounds, other, folder):
    """A row of the table."""
    definition = folder / "model.mlir"
    definition.write_text(cases.definition(case))
    programs = []
    for name, compiler in (("ahead", ROOT / "build/bin/aec"), ("free", other)):
        programs.append(folder / name)
        run(compiler, "compile", definition, "-o", programs[-1])
    np.save(folder / "data.npy", cases.load_data(case, folder))
    ahead, free = programs
    assert len({weights(each, folder / "data.npy", case.batch, folder) for each in programs}) == 1, "other weights"
    turns = []
    for _ in range(rounds):
        ways = [(ahead, 1), (ahead, 2), (free, 2), (ahead, 2)]
        turns.append([median_step(program, case.batch, steps, threads) for program, threads in ways])
    middle = lambda value: statistics.median(map(value, turns))  # noqa: E731
    return (f"| {case.model}, {case.batch} | {middle(lambda t: t[0]):,.0f} | {middle(lambda t: t[1]):,.0f} "
            f"| {middle(lambda t: t[2]):,.0f} | {middle(lambda t: t[0] / t[1]):.2f} "
            f"| {middle(lambda t: t[1] / t[2]):.2f} | {middle(lambda t: t[1] / t[3]):.2f} |")  # fmt: skip


parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
parser.add_argument("--rounds", type=int, default=15)
arguments = parser.parse_args()
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    other = free_compiler(folder / "free-compiler")
    print("| model, batch | 1 thread, µs a step | 2 | 2, free order | speed of 2 to 1 | of free order to ahead | of ahead to ahead |")
    print("|---|---|---|---|---|---|---|")
    for sizes, batch, steps in MODELS:
        print(measure(cases.Case(sizes, batch), steps, arguments.rounds, other, folder), flush=True)
