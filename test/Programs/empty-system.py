"""A folder with a program and data as the whole system: no /proc, /dev, /tmp, no variable, and the
same weights as outside of it."""
# REQUIRES: other-root
# RUN: %python %s %t
import os
import pathlib
import shutil

from programs import compile_model, enter_workspace, example, expect, expect_equal, run

folder = enter_workspace()
run("python3", example("tabular").parent / "make_data.py", "data.csv")
compile_model(example("tabular"), "machine")
os.mkdir("system")
for name in ("machine", "data.csv"):
    shutil.copy(name, "system")


def inside(*command):
    return run("unshare", "-r", "-R", folder / "system", "--wd=/", "/machine", *command, env={"PATH": os.environ["PATH"]})


train = ("train", "--data", "data.csv", "--epochs", "2", "--validation", "0.2")
run("./machine", *train)
outside = pathlib.Path("machine.safetensors").read_bytes()
for more in ((), ("--memory-limit", "20K"), ("--checkpoint", "run", "--log", "run.jsonl", "--tensorboard", "events")):
    inside(*train, *more)
    expect_equal(pathlib.Path("system/machine.safetensors").read_bytes() == outside, True, f"weights with {more}")
inside(*train, "--checkpoint", "run", "--resume")
inside("score", "--data", "data.csv", "--out", "scores.csv")
inside("report", "--data", "data.csv", "--log", "run.jsonl", "--out", "report.html")
inside("reconstruct", "--data", "data.csv", "--out", "again.npy", "--memory-limit", "20K")
expect(inside("score", "--data", "data.csv").stdout.startswith("index,score,label\n"), "scores on standard output")
found = sorted(os.listdir("system"))
expect_equal(found, ["again.npy", "data.csv", "events", "machine", "machine.safetensors", "report.html", "run",
                     "run.jsonl", "scores.csv"], "what is left in the folder")  # fmt: skip
