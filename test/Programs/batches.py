"""Batches of 1, of 7 and a last partial one give what plain loops give (see batch_sizes.py): families
whose loss curves are compared apart from curves.py, which does the same for all others."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import sys

from batch_sizes import check_batches
from programs import EXAMPLES, MNIST, compile_model, enter_workspace, example, run, train

enter_workspace()
run(sys.executable, EXAMPLES / "attention-sequence/make_data.py", EXAMPLES / "data/timeseries/nyc_taxi.csv", "days.npy")
for name, source in (("mnist-deep", MNIST), ("attention-patches", MNIST), ("attention-sequence", "days.npy")):
    program = compile_model(example(name), name, "--march=native")
    train(program, "--data", source, "--rows", "0:15", "--epochs", 1, "--learning-rate", "1e-30", "--weights", "start.st")
    check_batches(name, program, ("--data", source), "start.st")
