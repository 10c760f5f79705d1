"""Training that is killed, or whose saves fail, ends with the weights of a run left alone.

`kill -9` at random moments; inside a save, before and behind each of its calls (half of a
write included); and every call of a save failing once. The calls are counted, failed and
killed by test/Reliability/faults.c, which is preloaded into a program that is linked
dynamically for that (`aec compile` links statically). After each of them the same command
continues with --resume. Weights and log (but for its clocks) have to be those of the run
left alone, bit for bit. Runs take turns in how they train: a batch an update or three, data
in memory or streamed. `scripts/reliability.sh` does more of it and prints the figures.
"""
# RUN: %python %s %t %aec_build
import errno
import os
import pathlib
import random
import signal
import subprocess
import sys
import time

from programs import enter_workspace, expect, expect_equal, run

# All that a checkpoint has to hold: moments, running statistics, a normaliser, draws,
# counters of objectives with `every`, the best weights.
DEFINITION = """
ae.model @machine epochs 20 batch_size 32 {
  ae.input @x : tensor<?x10xf32>
  ae.network @encoder(%x: tensor<?x10xf32>) {
    %0 = ae.normalize %x, standardize : tensor<?x10xf32>
    %1 = ae.dense %0, 8 : tensor<?x10xf32>
    %2 = ae.batch_norm %1 : tensor<?x8xf32>
    %3 = nn.relu %2 : tensor<?x8xf32>
    %4 = ae.dropout %3, 0.2 : tensor<?x8xf32>
    %z = ae.dense %4, 3 : tensor<?x8xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %y = ae.dense %z, 10 : tensor<?x3xf32>
    ae.return %y : tensor<?x10xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x10xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 3.0e-3, schedule = #ae.cosine> {
    %z = ae.apply @encoder(%x) : (tensor<?x10xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x10xf32>
    %mse = nn.mse %y, %x : tensor<?x10xf32>
    ae.minimize %mse as "mse" : tensor<?xf32>
  }
  ae.objective @small(%x: tensor<?x10xf32>) trains [@encoder] every 3 with #ae.sgd<learning_rate = 1.0e-3, momentum = 0.9> {
    %z = ae.apply @encoder(%x) : (tensor<?x10xf32>) -> tensor<?x3xf32>
    %l2 = nn.l2 %z : tensor<?x3xf32>
    ae.minimize %l2 as "l2" : tensor<?xf32>
  }
}
"""
ROWS = 200
IN_A_SAVE = {"write", "fsync", "unlink", "linkat", "rename"}
# The training samples are 6,400 bytes. Five batches an epoch: updates of three and of two.
STREAMED = "--memory-limit 4K"
WAYS = ["", "--accumulate 3", STREAMED, f"--accumulate 3 {STREAMED}"]


class Tester:
    """Runs of one program in folders of their own, compared with runs left alone."""

    def __init__(self, program, faults):
        self.program, self.faults, self.references = program, faults, {}
        self.folders = 0

    def fresh(self):
        self.folders += 1
        folder = pathlib.Path(f"run{self.folders}")
        folder.mkdir()
        return folder

    def command(self, folder, options):
        words = [self.program, "train", "--data", "x.csv", "--validation", "0.2", "--monitor", "validation", "--quiet"]
        return [*words, "--weights", f"{folder}/w.st", "--log", f"{folder}/run.jsonl", *options.split()]

    def result(self, folder):
        """The weights, and the log without its clocks."""
        lines = (folder / "run.jsonl").read_text().splitlines()
        return (folder / "w.st").read_bytes(), [line.split('"seconds"')[0] for line in lines]

    def check(self, folder, options, what):
        options = options.replace(STREAMED, "")  # which must change nothing
        if options not in self.references:
            alone = self.fresh()
            subprocess.run(self.command(alone, options), check=True)
            self.references[options] = self.result(alone)
        for found, expected, name in zip(self.result(folder), self.references[options], ("weights", "log")):
            expect(found == expected, f"{what}: the {name} differ from those of a run left alone ({folder})")

    def start(self, folder, options, every, **faults):
        words = self.command(folder, f"{options} --checkpoint {folder}/c --every {every} --keep 2 --resume")
        environment = dict(os.environ)
        if faults:
            settings = {f"AEC_FAULTS_{key.upper()}": str(value) for key, value in faults.items()}
            environment |= settings | {"LD_PRELOAD": self.faults, "AEC_FAULTS_PATH": str(folder)}
        return subprocess.Popen(words, env=environment, stderr=subprocess.PIPE, text=True)

    def calls(self, folder):
        """Names of the calls that a run with a log of them made."""
        path = folder / "calls"
        return [line.split()[1] for line in path.read_text().splitlines()] if path.exists() else []


def finish(tester, folder, options, every, what):
    """Continues without faults: nothing to warn of, and the right weights."""
    process = tester.start(folder, options, every)
    errors = process.communicate()[1]
    expect_equal((process.returncode, errors), (0, ""), f"{what}: continuing")
    tester.check(folder, options, what)


def random_kills(tester, count, draw):
    """kill -9 at random moments, as long as a run takes, of runs that save at every step."""
    killed = runs = 0
    begin = time.monotonic()
    finish(tester, tester.fresh(), "--epochs 20 --seed 0", 1, "a run with checkpoints")
    longest = time.monotonic() - begin
    while killed < count:
        options, runs, folder = f"--epochs 20 --seed {runs % 3} {WAYS[runs % 4]}", runs + 1, tester.fresh()
        while killed < count:
            process = tester.start(folder, options, 1)
            time.sleep(draw.uniform(0, longest))
            process.kill()
            errors = process.communicate()[1]
            expect_equal(errors, "", "a run behind a kill")
            killed += process.returncode == -signal.SIGKILL
            if process.returncode == 0:
                break
        finish(tester, folder, options, 1, "random kills")
    return killed, runs


def kills_in_saves(tester, count, draw):
    """kill -9 before and behind the calls that write a checkpoint or the weights."""
    killed = runs = 0
    while killed < count:
        options, runs, folder = f"--epochs 4 --seed {runs % 3} {WAYS[runs % 4]}", runs + 1, tester.fresh()
        for _ in range(8):
            (folder / "calls").unlink(missing_ok=True)
            action = draw.choice(["kill", "late"])
            process = tester.start(folder, options, 1, at=draw.randrange(12, 80), do=action, log=folder / "calls")
            errors = process.communicate()[1]
            expect_equal(errors, "", "a run behind a kill")
            if process.returncode == -signal.SIGKILL and tester.calls(folder)[-1] in IN_A_SAVE:
                killed += 1
            if process.returncode == 0:
                break
        finish(tester, folder, options, 1, "kills in saves")
    return killed, runs


def failing_calls(tester, every):
    """Each call of a run fails once; then the run goes on, or is killed before its next save."""
    options, folder = "--epochs 2 --accumulate 3", tester.fresh()
    process = tester.start(folder, options, every, at=0, log=folder / "calls")
    process.communicate()
    names = tester.calls(folder)
    runs = 0
    for at, name in enumerate(names, 1):
        faults = [("fail", errno.ENOSPC), ("fail", errno.EIO)] + [("short", 0)] * (name == "write")
        for (action, error), then in ((fault, then) for fault in faults for then in ("", "kill")):
            what = f"call {at} ({name}), {action} {os.strerror(error)} {then}"
            folder, runs = tester.fresh(), runs + 1
            process = tester.start(folder, options, every, at=at, do=action, errno=error, then=then)
            errors = process.communicate()[1]
            expect(process.returncode in (0, 1, -signal.SIGKILL), f"{what}: status {process.returncode}, {errors}")
            expect(process.returncode != 1 or errors.count("error: ") == 1, f"{what}: {errors}")
            if process.returncode == 0:
                tester.check(folder, options, what)
            finish(tester, folder, options, every, what)
    return len(names), runs


def link_program(build):
    """Compiles the model and links it against a shared libc, so that calls can be replaced."""
    run("aec", "compile", "model.mlir", "--emit=object", "-o", "model.o")
    runtime = f"{build}/lib/aec/libaec-runtime.a"
    run("clang-22", "-fuse-ld=lld", "-pie", "-Wl,--gc-sections", "model.o", runtime, "-lm", "-o", "model")
    return "./model"


def main():
    full = "--full" in sys.argv
    faults = f"{sys.argv[2]}/lib/test/faults.so"
    expect(os.path.exists(faults), f"{faults} is missing")
    enter_workspace()
    draw = random.Random(5)
    with open("x.csv", "w") as file:
        for row in range(ROWS):
            factors = [draw.gauss(0, 1) for _ in range(2)]
            file.write(",".join(f"{factors[at % 2] * (at + 1) + draw.gauss(0, 0.1):.4f}" for at in range(10)) + "\n")
    pathlib.Path("model.mlir").write_text(DEFINITION)
    tester = Tester(link_program(sys.argv[2]), faults)
    killed, runs = random_kills(tester, 200 if full else 15, draw)
    print(f"random kills: {killed} in {runs} runs; every run ended with the weights and the log of a run left alone")
    killed, runs = kills_in_saves(tester, 100 if full else 15, draw)
    print(f"kills inside a save: {killed} in {runs} runs; the same")
    calls, runs = failing_calls(tester, 2 if full else 4)
    print(f"failing calls: each of {calls} calls, {runs} runs (ENOSPC, EIO, short writes; going on, or killed); the same")


main()
