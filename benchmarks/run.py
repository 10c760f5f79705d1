#!/usr/bin/env python3
"""Compares training steps of aec with PyTorch, torch.compile, JAX and a hand-written
baseline: in one run, in turns, from the same weights, with an A/A control.

Run it as: scripts/setup.sh --benchmarks && scripts/build.sh &&
.venv/bin/python benchmarks/run.py. It prints the table and writes benchmarks/results.md
(only when every case and contender ran, unless --output says where).
No speed is reported of contenders whose loss curves disagree.
"""

import argparse
import fnmatch
import os
import sys
import tempfile
from pathlib import Path

import cases
import contenders
import report

NAMES = ["aec", "hand-written", "PyTorch", "torch.compile", "JAX"]
CONTROLS = ["aec again", "hand-written again"]
EPOCHS = 3
TOLERANCE = 0.01


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--turn", type=float, default=0.3, help="seconds of a turn")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--without", default="", help="contenders left out, comma-separated")
    parser.add_argument("--cases", default="*", help="a pattern of model-bBATCH: 28-*, *-b32")
    parser.add_argument("--output", help="where the report goes")
    return parser.parse_args()


def pin(threads):
    """Keeps this process and its children on the first CPUs it may use."""
    cpus = sorted(os.sched_getaffinity(0))
    if len(cpus) < threads:
        sys.exit(f"{threads} threads were asked for and {len(cpus)} CPUs are available")
    os.sched_setaffinity(0, cpus[:threads])


def largest_loss_difference(fighters):
    """Trains each afresh; relative to PyTorch where it takes part."""
    curves = {name: fighter.losses(EPOCHS) for name, fighter in fighters.items()}
    reference = curves.get("PyTorch") or next(iter(curves.values()))
    worst = 0.0
    for name, curve in curves.items():
        difference = max(abs(a - b) / b for a, b in zip(curve, reference, strict=True))
        if not difference <= TOLERANCE:
            sys.exit(f"loss curves disagree: {name} has {curve}, expected {reference} within {TOLERANCE:.0%}")
        worst = max(worst, difference)
    return worst


def measure(case, files, arguments, names):
    """Runs all rounds of a case."""
    print(f"{case.model}, batch {case.batch}: starting {', '.join(names)}", flush=True)
    cases.write_files(case, files)
    fighters = contenders.start_contenders(case, files, arguments.threads, names)
    try:
        difference = largest_loss_difference(fighters)
        # As many steps as fill a turn, by a probe that also warms up.
        steps = {
            name: max(20, int(arguments.turn * 1e6 / fighter.run(50)["median_us"]))
            for name, fighter in fighters.items()
        }
        measurements, peaks = {name: [] for name in fighters}, []
        for round_index in range(arguments.rounds):
            peaks.append(contenders.peak_gflops(arguments.threads))
            # Every second round in reverse, so that nobody always follows the same one.
            order = list(fighters)[:: 1 if round_index % 2 else -1]
            for name in order:
                measurements[name].append(fighters[name].run(steps[name]))
    finally:
        for fighter in fighters.values():
            fighter.close()
    settings = {name: fighter.settings for name, fighter in fighters.items()}
    return report.CaseResult(case, measurements, peaks, settings, difference)


def takers(case, names):
    """The hand-written baseline is of dense layers only."""
    dense = not isinstance(case, cases.ImageCase)
    return [name for name in names if dense or not name.startswith("hand-written")]


def main():
    arguments = parse_arguments()
    left_out = {name.strip() for name in arguments.without.split(",")}
    if not (contenders.PROGRAMS / "aec").exists():
        print(f"there is no {contenders.PROGRAMS / 'aec'} yet: comparing the others")
        left_out |= {"aec"}
    left_out |= {name for name in CONTROLS if name.removesuffix(" again") in left_out}
    names = [name for name in NAMES + CONTROLS if name not in left_out]
    chosen = [case for case in cases.CASES if fnmatch.fnmatch(case.slug, arguments.cases)]
    if not chosen or not names:
        sys.exit("no case or no contender is left")
    pin(arguments.threads)
    with tempfile.TemporaryDirectory() as folder:
        results = [measure(case, Path(folder), arguments, takers(case, names)) for case in chosen]
    text = report.render(results, names, arguments.threads, arguments.rounds)
    print(text)
    complete = names == NAMES + CONTROLS and chosen == cases.CASES
    if arguments.output or complete:
        Path(arguments.output or cases.ROOT / "benchmarks/results.md").write_text(text)


if __name__ == "__main__":
    main()
