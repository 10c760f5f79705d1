"""Turns measurements into Markdown: the machine, the table, the settings."""

import re
import statistics
from pathlib import Path

FLAGS = ("avx2", "fma", "avx512f", "avx512_bf16", "amx_bf16", "amx_tile")


def machine():
    """Returns one line about the CPU; no host name, no paths."""
    text = Path("/proc/cpuinfo").read_text()
    field = lambda name: (re.findall(rf"^{name}\s*: (.*)$", text, re.M) or ["unknown"])[0]
    flags = set(field("flags").split())
    present = ", ".join(flag for flag in FLAGS if flag in flags)
    numbers = f"family {field('cpu family')}, model {field('model')}"
    return f"{field('model name')} ({numbers}), {text.count('processor	:')} CPUs, {present}"


def median_of(measurements, key="median_us"):
    return statistics.median(entry[key] for entry in measurements)


def paired_ratio(measurements, base):
    """Median over the rounds of this contender's time divided by the base's."""
    return statistics.median(
        entry["median_us"] / other["median_us"] for entry, other in zip(measurements, base)
    )


class CaseResult:
    """All rounds of a case. measurements: {contender: [answer of each round]}."""

    def __init__(self, case, measurements, peaks, settings, loss_difference):
        self.case, self.measurements, self.settings = case, measurements, settings
        self.peak, self.loss_difference = statistics.median(peaks), loss_difference

    @property
    def base_name(self):
        return "aec" if "aec" in self.measurements else "hand-written"

    def peak_share(self, name):
        return self.case.flops / median_of(self.measurements[name]) / 1e3 / self.peak

    def row(self, names):
        base = self.measurements[self.base_name]
        cells = [self.case.model, str(self.case.batch)]
        for name in names:
            if name not in self.measurements:
                cells.append("-")
                continue
            time = median_of(self.measurements[name])
            ratio = "" if name == self.base_name else f" ({paired_ratio(self.measurements[name], base):.2f}x)"
            cells.append(f"{time:.0f}{ratio}" if time >= 100 else f"{time:.1f}{ratio}")
        shares = [f"{self.peak_share(n):.0%}" if n in self.measurements else "-" for n in ("aec", "hand-written")]
        cells += [" / ".join(shares), f"{self.peak:.0f}", f"{self.loss_difference:.1e}"]
        if "first_step_ms" in base[0]:
            cells.append(f"{median_of(base, 'first_step_ms'):.0f}")
        else:
            cells.append("-")
        return "| " + " | ".join(cells) + " |"


def render(results, names, threads, rounds):
    """Returns the whole report."""
    base = results[0].base_name
    head = ["model", "batch", *names, "share of peak, aec / hand-written", "peak, GFLOP/s",
            "loss difference", "first step of aec, ms"]
    lines = [
        "# Training step times",
        "",
        "Written by `benchmarks/run.py`; do not edit.",
        "",
        f"- Machine: {machine()}.",
        f"- {threads} threads, f32, Adam, denormals flushed everywhere, {rounds} rounds in which the contenders take turns.",
        f"- Microseconds a step: the median over rounds of each round's median step. In brackets: the contender's time "
        f"divided by that of {base}, the median of the ratios within a round; above 1 {base} is faster.",
        "- A contender called \"again\" is the same program once more (the A/A control): its ratio is what noise looks like.",
        "- Batches lie ready in memory for every contender. Share of peak: the products a step needs (no data gradient for "
        "the first layer) against the multiply-add rate measured in the same rounds.",
        "- Loss difference: the largest relative difference to PyTorch's mean loss of an epoch (to the first contender's "
        "where PyTorch is left out), same initial weights and batches, over the first three epochs.",
        "- What a contender tried first (below) it timed while it was prepared, where other programs may have run; the "
        "table was measured after that.",
        "",
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *(result.row(names) for result in results),
        "",
        "Settings each contender chose:",
        "",
    ]
    for result in results:
        lines.append(f"- {result.case.model}, batch {result.case.batch}")
        lines += [f"  - {name}: {text}" for name, text in result.settings.items()]
    return "\n".join(lines) + "\n"
