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
import time
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
    parser.add_argument("--seconds", type=float, default=300, help="how long to measure, all cases together")
    parser.add_argument("--turn", type=float, default=0.12, help="seconds of a contender's turn")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--without", default="", help="contenders left out, comma-separated")
    parser.add_argument("--cases", default="*", help="a pattern of model-bBATCH: 28-*, *-b32")
    parser.add_argument("--output", help="where the report goes")
    parser.add_argument("--wait-for", help="measure when this file appears, with everything prepared")
    return parser.parse_args()


def pin(threads):
    """Keeps this process and its children on the first CPUs it may use."""
    cpus = sorted(os.sched_getaffinity(0))
    if len(cpus) < threads:
        sys.exit(f"{threads} threads were asked for and {len(cpus)} CPUs are available")
    os.sched_setaffinity(0, cpus[:threads])


def largest_loss_difference(case, fighters):
    """Trains each afresh; relative to PyTorch where it takes part."""
    tolerance = getattr(getattr(case, "family", None), "TOLERANCE", TOLERANCE)
    curves = {name: fighter.losses(EPOCHS) for name, fighter in fighters.items()}
    reference = curves.get("PyTorch") or next(iter(curves.values()))
    worst = 0.0
    for name, curve in curves.items():
        difference = max(abs(a - b) / b for a, b in zip(curve, reference, strict=True))
        if not difference <= tolerance:
            sys.exit(f"loss curves disagree: {name} has {curve}, expected {reference} within {tolerance:.0%}")
        worst = max(worst, difference)
    return worst


class Contest:
    """A case with all its contenders, started and agreed on the losses."""

    def __init__(self, case, files, arguments, names):
        print(f"{case.model}, batch {case.batch}: starting {', '.join(names)}", flush=True)
        cases.write_files(case, files)
        self.case, self.threads = case, arguments.threads
        self.fighters = contenders.start_contenders(case, files, arguments.threads, names)
        try:
            self.difference = largest_loss_difference(case, self.fighters)
        except BaseException:
            self.close()
            raise
        # As many steps as fill a turn, by a probe that also warms up.
        self.steps = {
            name: max(3, min(2000, int(arguments.turn * 1e6 / fighter.run(5)["median_us"])))
            for name, fighter in self.fighters.items()
        }
        self.measurements, self.peaks = {name: [] for name in self.fighters}, []

    def round(self, index):
        self.peaks.append(contenders.peak_gflops(self.threads))
        # Every second round in reverse, so that nobody always follows the same one.
        for name in list(self.fighters)[:: 1 if index % 2 else -1]:
            self.measurements[name].append(self.fighters[name].run(self.steps[name]))

    def result(self):
        settings = {name: fighter.settings for name, fighter in self.fighters.items()}
        return report.CaseResult(self.case, self.measurements, self.peaks, settings, self.difference)

    def close(self):
        for fighter in self.fighters.values():
            fighter.close()


def wait_for(path):
    print("prepared", flush=True)
    while path and not os.path.exists(path):
        time.sleep(0.05)


def measure(contests, seconds):
    """Rounds over all cases until the time is up; returns their number."""
    start, rounds = time.monotonic(), 0
    while rounds < 3 or time.monotonic() - start < seconds * rounds / (rounds + 1):
        for contest in contests:
            contest.round(rounds)
        rounds += 1
    return rounds


def takers(case, names):
    """The hand-written baseline is of dense layers only."""
    dense = not isinstance(case, cases.FamilyCase)
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
    contests = []
    with tempfile.TemporaryDirectory() as folder:
        try:
            for case in chosen:
                contests.append(Contest(case, Path(folder), arguments, takers(case, names)))
            wait_for(arguments.wait_for)
            rounds = measure(contests, arguments.seconds)
        finally:
            for contest in contests:
                contest.close()
    results = [contest.result() for contest in contests]
    text = report.render(results, names, arguments.threads, rounds)
    print(text)
    complete = names == NAMES + CONTROLS and chosen == cases.CASES
    if arguments.output or complete:
        Path(arguments.output or cases.ROOT / "benchmarks/results.md").write_text(text)


if __name__ == "__main__":
    main()
