"""What tests of loss curves share: an example's program and the same objectives in JAX, trained from one
file of weights on the same rows in the same order, with the same draws.

Two epochs of 150 rows, the last batch a partial one. Epoch losses agree to 0.1%, which a wrong
gradient, statistic or draw exceeds at once: training in f32 amplifies rounding to some 0.01%
in so few steps. Running statistics agree as well, those of the networks an objective trains.
The same programs are then given batches of other sizes (see batch_sizes.py).
"""

import os

import numpy as np

os.environ.setdefault("XLA_FLAGS", "--xla_backend_optimization_level=0")  # a few steps: compiling is what takes time
import steps  # noqa: E402
from batch_sizes import check_batches  # noqa: E402
from images import draw_weights  # noqa: E402
from programs import compile_model, example, expect, train  # noqa: E402
from safetensors.numpy import load_file, save_file  # noqa: E402

ROWS, EPOCHS, BATCH, SEED = 150, 2, 32, 3


def batches(batch=BATCH):
    """Of an epoch."""
    return -(-ROWS // batch)


def cosine(rate):
    """The learning rate of a batch under #ae.cosine."""
    return lambda batch: rate * (1 + np.cos(np.pi * (batch - 1) / (batches() * EPOCHS))) / 2


def warmup(epochs):
    """The factor that #ae.warmup gives a term's weight in a step."""
    return lambda step: min((step - 1) / batches() / epochs, 1.0)


def initial(program, options, networks):
    """Weights with the names and shapes that a program writes; gives those of `networks`."""
    train(program, *options, "--epochs", 1, "--weights", "shapes.safetensors")
    written = load_file("shapes.safetensors")
    drawn = {name: value.shape for name, value in written.items()
             if name.startswith(networks) and not name.endswith("num_batches_tracked")}
    counts = {name: np.zeros_like(value) for name, value in written.items() if name.endswith("num_batches_tracked")}
    w = draw_weights(drawn)
    save_file({**written, **w, **counts}, "init.safetensors")
    return {name: value.astype(np.float64) for name, value in w.items()}


def compare(name, objectives, data, rows, batch=BATCH):
    """`objectives`: an Objective each, by its name in the definition, in its order. `data`: an array for each
    input by its name, as files have them; `rows`: a tuple of them as objectives see them."""
    program = compile_model(example(name), name, "--march=native")
    files = []
    for key, values in data.items():
        np.save(f"{key}.npy", values)
        files += ["--data", f"{key}={key}.npy"]
    options = [*files, "--batch-size", batch, "--no-shuffle", "--seed", SEED]
    networks = sum((objective.networks for objective in objectives.values()), ())
    w = initial(program, options, networks)
    lines = train(program, *options, "--epochs", EPOCHS, "--init", "init.safetensors", "--weights", "trained.safetensors")
    rows = tuple(values.astype(np.float64) if values.dtype == np.float32 else values for values in rows)
    curve = steps.train(list(objectives.values()), w, rows, EPOCHS, batch, SEED)
    for line, (w, terms) in zip(lines, curve, strict=True):
        for (objective, found), values in zip(line["objectives"].items(), terms, strict=True):
            for (term, value), expected in zip(found["terms"].items(), values, strict=True):
                difference = abs(value / expected - 1)
                print(name, line["epoch"], objective, term, value, f"{difference:.1e}")
                expect(difference < 1e-3, f"{name}, epoch {line['epoch']}: {objective}.{term} {value}, in JAX {expected}")
    trained = load_file("trained.safetensors")
    for key in w:
        if "running_" in key:
            np.testing.assert_allclose(trained[key], w[key], rtol=2e-3, atol=2e-3, err_msg=f"{name}: {key}")
    check_batches(name, program, files, "init.safetensors")
