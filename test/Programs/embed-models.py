"""Every kind of model as a shared library: the same bytes as its program.

Normalisers fitted by the library, objectives on every second batch, weights of terms that
follow epochs, several inputs, indices, values not observed, draws.
"""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from embedded import Embedded
from programs import compile_model, enter_workspace, example, expect, expect_equal, run
from results import same_weights

RNG = np.random.default_rng(4)
ROWS, EPOCHS = 150, 2


def draw(shape, low=0, high=1):
    return RNG.uniform(low, high, (ROWS, *shape)).astype(np.float32)


def with_gaps(array):
    array[RNG.uniform(size=array.shape) < 0.2] = np.nan
    return array


# Example, its batch, its inputs, and entries to compare, with the inputs they take.
MODELS = [
    ("anomaly-tabular", 64, {"block": draw((10,), -3, 900)}, {"reconstruct": ["block"], "score": ["block"]}),
    ("gan-autoencoder", 64, {"x": draw((64,))}, {"reconstruct": ["x"]}),
    ("beta-vae", 128, {"x": draw((784,))}, {"encode": ["x"], "sample": []}),
    ("conditional-vae", 64, {"x": draw((64,)), "label": RNG.integers(0, 10, ROWS)},
     {"reconstruct": ["x", "label"], "sample": ["label"]}),
    ("text-char", 32, {"tokens": RNG.integers(0, 60, (ROWS, 24))}, {"encode": ["tokens"], "score": ["tokens"]}),
    ("missing-values", 32, {"x": with_gaps(draw((64,)))}, {"reconstruct": ["x"], "score": ["x"]}),
]  # fmt: skip


def files(names):
    return [word for name in names for word in ("--data", f"{name}={name}.npy")]


def compare(name, batch, inputs, entries):
    program = compile_model(example(name), "program", "--march=x86-64-v3")
    compile_model(example(name), f"lib{name}.so", "--emit=lib", "--march=x86-64-v3")
    for key, array in inputs.items():
        np.save(f"{key}.npy", array)
    shown = run(program, "train", *files(inputs), "--no-shuffle", "--epochs", EPOCHS, "--seed", 3, "--batch-size",
                batch, "--weights", "theirs.safetensors")  # fmt: skip
    model = Embedded(f"lib{name}.so", f"{name}.h", batch=batch, seed=3, threads=2, epochs=EPOCHS,
                     steps_per_epoch=-(-ROWS // batch))  # fmt: skip
    expect_equal(model.status, None, f"{name}: the status of init")
    arrays = list(inputs.values())
    if "fit" in model.parameters:
        expect_equal(model.call("train_step", *[a[:batch] for a in arrays], batch, 0.0, None), "NOT_FITTED", name)
        model.check("fit", *arrays, ROWS)
    losses = model.train(*arrays, epochs=EPOCHS, batch=batch)
    weights = [min(batch, ROWS - first) for first in range(0, ROWS, batch)]
    expect(f"loss {np.average(losses[:, 0], weights=weights):.4g}"[:9] in shown.stdout, f"{name}: {losses[:, 0]}")
    model.check("save", b"ours.safetensors")
    expect(same_weights("ours.safetensors", "theirs.safetensors"), f"{name}: other weights than the program's")
    # A model that loads them, in pieces of another size.
    fresh = Embedded(f"lib{name}.so", f"{name}.h", batch=48, seed=11)
    fresh.check("load", b"theirs.safetensors")
    fresh.check("set_seed", 6)
    for entry, names in entries.items():
        options = files(names) or ["--count", ROWS]
        if entry == "sample":
            options += ["--seed", 6]
        run(program, entry, *options, "--out", "out.npy", "--weights", "theirs.safetensors")
        expected = np.load("out.npy")
        if entry == "score" and expected.ndim == 2:
            expected = expected[:, 0]  # labels are the program's
        found = fresh.entry(entry, *[inputs[key] for key in names], rows=ROWS)
        expect(found.tobytes() == expected.tobytes(), f"{name}: {entry} differs from the program's")
    mean = np.zeros(fresh.constants["LOSSES"])
    fresh.check("evaluate", *arrays, ROWS, mean)
    expect(np.isfinite(mean).all(), f"{name}: losses are {mean}")
    return model, losses


enter_workspace()
for case in MODELS:
    model, losses = compare(*case)
    if case[0] == "gan-autoencoder":
        first = model.constants["LOSS_JUDGEMENT"]
        expect_equal(np.isnan(losses[:, first]).tolist(), [False, True, False], "batches 4 to 6 without a judgement")
    model.check("close")
