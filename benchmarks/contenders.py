"""The contenders: each trains a case on command and reports times of its steps.

All are pinned to the same CPUs. A worker process is stopped (SIGSTOP) while it is not
its turn, so that nobody's spinning threads cost another's step.
"""

import json
import os
import signal
import subprocess
import sys

from cases import ROOT

WORKERS = ROOT / "benchmarks" / "workers"
PROGRAMS = ROOT / "build" / "bin"


class ContenderError(Exception):
    """A contender could not start or died; the message has what it printed last."""


class Worker:
    """A process that answers commands (workers/common.py has the protocol)."""

    def __init__(self, command, case, files, threads, log):
        stem = files / case.slug
        arguments = [case.architecture, case.batch, threads, f"{stem}.data.f32", f"{stem}.parameters.f32"]
        # Read when the pools are made, before a worker could set it itself.
        environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads)}
        self.command, self.log = command, log
        with open(log, "w") as errors:
            self.process = subprocess.Popen(
                [*map(str, command), *map(str, arguments)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment,
            )
        self.settings = self._answer()["settings"]

    def _answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise ContenderError(f"{self.command[0]} ended early; see {self.log}")
        self.process.send_signal(signal.SIGSTOP)
        return json.loads(line)

    def _ask(self, command, count):
        self.process.send_signal(signal.SIGCONT)
        self.process.stdin.write(f"{command} {count}\n")
        self.process.stdin.flush()
        return self._answer()

    def losses(self, epochs):
        return self._ask("losses", epochs)["losses"]

    def run(self, steps):
        return self._ask("run", steps)

    def close(self):
        self.process.send_signal(signal.SIGCONT)
        self.process.stdin.close()
        self.process.wait()


class AecProgram:
    """A program compiled by aec; every turn is a process of its own."""

    def __init__(self, case, files, threads):
        self.case, self.stem, self.threads = case, files / case.slug, threads
        self.program = f"{self.stem}.program"
        subprocess.run([PROGRAMS / "aec", "compile", f"{self.stem}.mlir", "-o", self.program], check=True)
        self.settings = "aec compile, default options (a step gets as many threads as serve it best)"

    def _train(self, *options):
        command = [
            self.program, "train", "--data", f"{self.stem}.npy", "--init", f"{self.stem}.safetensors",
            "--batch-size", self.case.batch, "--threads", self.threads, *options,
        ]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if done.returncode:
            raise ContenderError(f"{' '.join(map(str, command))}: {done.stderr}")
        return done.stdout

    def losses(self, epochs):
        log = f"{self.stem}.jsonl"
        self._train("--epochs", epochs, "--no-shuffle", "--log", log, "--weights", f"{self.stem}.trained.safetensors")
        with open(log) as file:
            entries = [json.loads(line) for line in file]
        return [entry["loss"] for entry in entries if "epoch" in entry][:epochs]

    def run(self, steps):
        return json.loads(self._train("--bench-steps", steps).strip().splitlines()[-1])

    def close(self):
        pass


class Baseline:
    """The hand-written baseline with as many threads as serve it best, turn by turn: a
    model that fits into one core's cache may be slower on two."""

    def __init__(self, case, files, threads):
        program = [PROGRAMS / "benchmarks" / "aec-bench-baseline"]
        self.workers = [
            Worker(program, case, files, count, files / f"{case.slug}-baseline-{count}.log")
            for count in range(1, threads + 1)
        ]
        self.settings = f"{self.workers[-1].settings}, 1 to {threads} threads, the faster in each turn"

    def losses(self, epochs):
        return self.workers[-1].losses(epochs)

    def run(self, steps):
        answers = [worker.run(max(3, steps // len(self.workers))) for worker in self.workers]
        return min(answers, key=lambda answer: answer["median_us"])

    def close(self):
        for worker in self.workers:
            worker.close()


def start_contenders(case, files, threads, names):
    """Returns {name: contender} of those asked for, in the order of their turns."""
    python = [sys.executable]
    makers = {
        "aec": lambda: AecProgram(case, files, threads),
        "aec again": lambda: AecProgram(case, files, threads),
        "hand-written": lambda: Baseline(case, files, threads),
        "PyTorch": lambda: Worker([*python, WORKERS / "torch_worker.py", "eager"], case, files, threads, files / f"{case.slug}-eager.log"),
        "torch.compile": lambda: Worker([*python, WORKERS / "torch_worker.py", "compile"], case, files, threads, files / f"{case.slug}-compile.log"),
        "JAX": lambda: Worker([*python, WORKERS / "jax_worker.py"], case, files, threads, files / f"{case.slug}-jax.log"),
        "hand-written again": lambda: Baseline(case, files, threads),
    }
    return {name: make() for name, make in makers.items() if name in names}


def peak_gflops(threads):
    """The machine's f32 multiply-add rate on so many threads, in GFLOP/s."""
    command = [PROGRAMS / "benchmarks" / "aec-bench-peak", str(threads)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
