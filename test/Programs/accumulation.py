"""Updates of several batches: the weights of larger ones, on both ways to compile, and what
is accumulated survives `kill -9` and Ctrl-C; the norm of gradients in a log changes nothing.
"""
# RUN: %python %s %t
import json
import os
import signal
import subprocess
import time

import numpy as np
from programs import compile_model, enter_workspace, expect, expect_below, expect_equal, run
from safetensors import safe_open
from safetensors.numpy import load_file

# Products and a convolution, gradients that are sums (a tied weight, a penalty), clipping of
# the mean gradient, a schedule that follows updates.
PLAIN = """
ae.model @plain epochs 3 batch_size 32 {
  ae.network @encoder(%x: tensor<?x1x6x6xf32>) {
    %0 = ae.conv2d %x, 4 kernel 3 padding same : tensor<?x1x6x6xf32>
    %1 = nn.tanh %0 : tensor<?x4x6x6xf32>
    %2 = nn.flatten %1 : tensor<?x4x6x6xf32>
    %3 = ae.dense %2, 16 as @mixed : tensor<?x144xf32>
    ae.return %3 : tensor<?x16xf32>
  }
  ae.network @decoder(%z: tensor<?x16xf32>) {
    %0 = nn.relu %z : tensor<?x16xf32>
    %1 = ae.dense %0, 144 tied @encoder::@mixed : tensor<?x16xf32>
    %2 = ae.dense %1, 36 : tensor<?x144xf32>
    %y = nn.reshape %2, [-1, 1, 6, 6] : tensor<?x36xf32>
    ae.return %y : tensor<?x1x6x6xf32>
  }
  ae.objective @rec(%x: tensor<?x1x6x6xf32>) trains [@encoder, @decoder]
      with #ae.sgd<learning_rate = 0.2, momentum = 0.9, clip = #ae.clip_norm<0.3>, schedule = #ae.cosine> {
    %z = ae.apply @encoder(%x) : (tensor<?x1x6x6xf32>) -> tensor<?x16xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x16xf32>) -> tensor<?x1x6x6xf32>
    %mse = nn.mse %y, %x : tensor<?x1x6x6xf32>
    %decay = ae.weight_l2 [@encoder, @decoder] : tensor<f32>
    ae.minimize %mse as "mse" + 1.0e-3 * %decay as "decay" : tensor<?xf32>, tensor<f32>
  }
}
"""

# Statistics and draws of every batch, moments, two objectives with their own counters.
MACHINE = """
ae.model @machine epochs 60 batch_size 8 {
  ae.network @encoder(%x: tensor<?x36xf32>) {
    %0 = ae.dense %x, 8 : tensor<?x36xf32>
    %1 = ae.batch_norm %0 : tensor<?x8xf32>
    %2 = ae.dropout %1, 0.2 : tensor<?x8xf32>
    ae.return %2 : tensor<?x8xf32>
  }
  ae.network @decoder(%z: tensor<?x8xf32>) {
    %y = ae.dense %z, 36 : tensor<?x8xf32>
    ae.return %y : tensor<?x36xf32>
  }
  ae.objective @first(%x: tensor<?x36xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x36xf32>) -> tensor<?x8xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x8xf32>) -> tensor<?x36xf32>
    %mse = nn.mse %y, %x : tensor<?x36xf32>
    ae.minimize %mse : tensor<?xf32>
  }
  ae.objective @second(%x: tensor<?x36xf32>) trains [@decoder] every 2 with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x36xf32>) -> tensor<?x8xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x8xf32>) -> tensor<?x36xf32>
    %l1 = nn.mae %y, %x : tensor<?x36xf32>
    ae.minimize %l1 : tensor<?xf32>
  }
}
"""


def write(path, text):
    with open(path, "w") as file:
        file.write(text)
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


def lines(path):
    """Of a log, without its clocks."""
    entries = [json.loads(line) for line in open(path)]
    return [{k: v for k, v in entry.items() if "second" not in k} for entry in entries]


def check_larger_batch(program):
    """100 rows: batches of 32, 32, 32 and 4 are three updates of four batches and one of one."""
    common = ("train", "--data", "x.npy", "--quiet", "--epochs", 3)
    run(program, *common, "--weights", "large.st", "--log", "large.jsonl")
    run(program, *common, "--weights", "small.st", "--batch-size", 8, "--accumulate", 4, "--log", "small.jsonl")
    large, small = load_file("large.st"), load_file("small.st")
    # Sums of a batch in another order.
    for name, value in large.items():
        expect_below(np.abs(value - small[name]).max(), 2e-6, f"{program}: difference of {name}")
    for one, other in zip(lines("large.jsonl"), lines("small.jsonl")):
        expect_equal(one["learning_rate"], other["learning_rate"], "learning rate")
        expect_below(abs(one["gradient_norm"] / other["gradient_norm"] - 1), 1e-4, "difference of the norms")
    run(program, *common, "--weights", "silent.st")
    expect(read("silent.st") == read("large.st"), "a log changes the weights")


def saved(folder):
    """The checkpoints in a folder, which may not be there yet."""
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def check_kills(program):
    """Five updates of three batches an epoch, the last one shorter."""
    common = [program, "train", "--data", "rows.npy", "--quiet", "--accumulate", "3"]
    run(*common, "--weights", "whole.st", "--log", "whole.jsonl")
    again = [*common, "--weights", "parts.st", "--log", "parts.jsonl"]
    again += ["--checkpoint", "run", "--every", "4", "--resume"]
    killed = 0
    for _ in range(4):
        before = saved("run")
        process = subprocess.Popen(again, stderr=subprocess.DEVNULL)
        while saved("run") == before and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
    # One that is sure to end between two batches of an update.
    run(*again, "--max-time", "1e-9s")
    run(*again)
    expect(killed > 0, "no run was killed")
    expect(read("whole.st") == read("parts.st"), "continued training gives other weights")
    expect_equal(lines("parts.jsonl"), lines("whole.jsonl"), "the log")
    message = run(*common[:-1], "2", "--checkpoint", "run", "--resume", status=1).stderr
    expect("--accumulate was 3, now 2" in message, message)


def accumulated(folder):
    """Batches in the gradients of the newest checkpoint, and the largest number in them."""
    with safe_open(f"{folder}/{max(saved(folder))}", "numpy") as file:
        gradients = [file.get_tensor(name) for name in file.keys() if name.startswith("aec.gradient.")]
        return int(file.metadata()["aec.accumulated"]), max((np.abs(g).max() for g in gradients), default=0)


def check_interrupts(program):
    """Ctrl-C between two batches of an update: their gradients are saved, and counted once."""
    # All 13 batches of an epoch are one update, so that nearly every moment is inside one.
    common = [program, "train", "--data", "rows.npy", "--quiet", "--accumulate", "13"]
    run(*common, "--weights", "alone.st", "--log", "alone.jsonl")
    again = [*common, "--weights", "interrupted.st", "--log", "interrupted.jsonl"]
    again += ["--checkpoint", "interrupted", "--every", "4", "--resume"]
    # lit has it ignored, which a program would inherit and respect.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    inside = 0
    for _ in range(5):
        before = saved("interrupted")
        process = subprocess.Popen(again)
        while saved("interrupted") == before and process.poll() is None:
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        if process.wait() == 0:
            break
        expect_equal(process.returncode, 128 + signal.SIGINT, "status behind Ctrl-C")
        expect(not os.path.exists("interrupted.st"), "an interrupted run wrote weights")
        batches, largest = accumulated("interrupted")
        expect_equal(largest > 0, batches > 0, f"gradients of {batches} batches")
        inside += batches > 0
    expect(inside > 0, "no run was interrupted inside an update")
    run(*again)
    expect(read("alone.st") == read("interrupted.st"), "weights of a run with Ctrl-C in it")
    expect_equal(lines("interrupted.jsonl"), lines("alone.jsonl"), "log of a run with Ctrl-C in it")


enter_workspace()
pixels = np.random.default_rng(0).random((100, 36), dtype=np.float32)
np.save("x.npy", pixels.reshape(100, 1, 6, 6))
np.save("rows.npy", pixels)
plain, machine = write("plain.mlir", PLAIN), write("machine.mlir", MACHINE)
check_larger_batch(compile_model(plain, "fast", "--march=native"))
check_larger_batch(compile_model(plain, "reference", "--target=reference"))
program = compile_model(machine, "machine", "--march=native")
check_kills(program)
check_interrupts(program)
bare = compile_model(plain, "bare", "--target=reference", "--accumulation=false")
message = run(bare, "train", "--data", "x.npy", "--accumulate", 2, status=2).stderr
expect("--accumulate needs what aec compile leaves out with --accumulation=false" in message, message)
