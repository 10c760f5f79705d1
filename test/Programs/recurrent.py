"""GRU, LSTM, both directions, embedding: from the same weights, losses are JAX's.

Indices outside the table are refused by every command, before it does anything.

The gradients, Adam and the last batch of five rows are all in an epoch's loss. Sums of a few
dozen numbers in another order differ by 1e-6; 0.1% is what training makes of it. The weights
are the same bits on one and two threads.
"""
# REQUIRES: jax, safetensors
# RUN: %python %s %t
import os
import sys

import jax
import jax.numpy as jnp
import numpy as np
from programs import ROOT, compile_model, enter_workspace, expect, expect_equal, run, train
from safetensors.numpy import load_file, save_file

sys.path.append(str(ROOT / "test/Numerics/support"))
from cells import gru, lstm  # noqa: E402

MODEL = """
ae.model @m epochs 3 batch_size 7 {
  ae.network @encoder(%tokens: tensor<?x6xi64>, %n: tensor<?xi64>) {
    %e = ae.embedding %tokens, 9 as @table : tensor<?x6xi64> -> tensor<?x6x4xf32>
    %m = nn.sequence_mask %n like %e : tensor<?xi64>, tensor<?x6x4xf32>
    %s, %last = ae.gru %e, 5 mask %m bidirectional as @gru : tensor<?x6x4xf32>, tensor<?x6xf32>
    ae.return %last, %m : tensor<?x10xf32>, tensor<?x6xf32>
  }
  ae.network @decoder(%z: tensor<?x10xf32>) {
    %r = nn.repeat_vector %z, 6 : tensor<?x10xf32>
    %s, %last, %c = ae.lstm %r, 17 initial %h as @lstm : tensor<?x6x10xf32>, tensor<?x17xf32>
    %y = ae.dense %s, 9 as @out : tensor<?x6x17xf32>
    ae.return %y : tensor<?x6x9xf32>
  }
  ae.objective @o(%tokens: tensor<?x6xi64>, %n: tensor<?xi64>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-2> {
    %z, %m = ae.apply @encoder(%tokens, %n) : (tensor<?x6xi64>, tensor<?xi64>) -> (tensor<?x10xf32>, tensor<?x6xf32>)
    %y = ae.apply @decoder(%z) : (tensor<?x10xf32>) -> tensor<?x6x9xf32>
    %l = nn.masked_cross_entropy %y, %tokens mask %m : tensor<?x6x9xf32>, tensor<?x6xi64>, tensor<?x6xf32>
    ae.minimize %l as "text" : tensor<?xf32>
  }
}
""".replace(" initial %h as", " as").replace(", tensor<?x17xf32>\n    %y", "\n    %y")


def draw_weights(rng):
    shapes = {"encoder.table.weight": (9, 4), "decoder.out.weight": (9, 17), "decoder.out.bias": (9,)}
    for layer, gates, inputs, units, suffixes in (("encoder.gru", 3, 4, 5, ("", "_reverse")), ("decoder.lstm", 4, 10, 17, ("",))):
        for suffix in suffixes:
            shapes[f"{layer}.weight_ih_l0{suffix}"] = (gates * units, inputs)
            shapes[f"{layer}.weight_hh_l0{suffix}"] = (gates * units, units)
            shapes[f"{layer}.bias_ih_l0{suffix}"] = shapes[f"{layer}.bias_hh_l0{suffix}"] = (gates * units,)
    return {name: rng.uniform(-0.5, 0.5, shape).astype(np.float32) for name, shape in shapes.items()}


def loss_of(w, tokens, lengths):
    """PyTorch's layers, by cells of our own in JAX."""
    x = w["encoder.table.weight"][tokens]
    mask = (jnp.arange(6) < lengths[:, None]).astype(x.dtype)
    last = []
    for suffix, step in (("", -1), ("_reverse", 0)):
        p = {k: w[f"encoder.gru.{k}{suffix}"] for k in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")}
        zeros = jnp.zeros((len(x), 5), x.dtype)
        states = gru(x @ p["weight_ih_l0"].T + p["bias_ih_l0"], p["weight_hh_l0"], p["bias_hh_l0"], zeros, mask, bool(suffix))[0]
        last.append(states[:, step])
    z = jnp.repeat(jnp.concatenate(last, -1)[:, None], 6, 1)
    p = {k: w[f"decoder.lstm.{k}"] for k in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")}
    zeros = jnp.zeros((len(x), 17), x.dtype)
    states = lstm(z @ p["weight_ih_l0"].T + p["bias_ih_l0"] + p["bias_hh_l0"], p["weight_hh_l0"], zeros, zeros)[0]
    logits = states @ w["decoder.out.weight"].T + w["decoder.out.bias"]
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), tokens[..., None], -1)[..., 0]
    return (-(chosen * mask).sum(1) / mask.sum(1)).mean()


def train_in_jax(weights, tokens, lengths, epochs, batch, rate=1e-2):
    """Yields the sample-weighted mean loss of each epoch; Adam as torch.optim."""
    w = {name: jnp.asarray(value, jnp.float32) for name, value in weights.items()}
    moments = jax.tree.map(lambda v: (jnp.zeros_like(v), jnp.zeros_like(v)), w)
    gradient, step = jax.jit(jax.value_and_grad(loss_of)), 0
    for _ in range(epochs):
        total = 0.0
        for at in range(0, len(tokens), batch):
            loss, grads = gradient(w, tokens[at : at + batch], lengths[at : at + batch])
            total += float(loss) * len(tokens[at : at + batch])
            step += 1
            for name, g in grads.items():
                m, v = moments[name]
                m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
                moments[name] = m, v
                w[name] -= rate * (m / (1 - 0.9**step)) / (jnp.sqrt(v / (1 - 0.999**step)) + 1e-8)
        yield total / len(tokens)


enter_workspace()
rng = np.random.default_rng(5)
tokens, lengths = rng.integers(0, 9, (40, 6)), rng.integers(1, 7, 40)
np.save("tokens.npy", tokens)
np.save("lengths.npy", lengths)
weights = draw_weights(rng)
save_file(weights, "init.safetensors")
with open("model.mlir", "w") as file:
    file.write(MODEL)
program = compile_model("model.mlir")
options = ["--data", "tokens=tokens.npy", "--data", "n=lengths.npy", "--init", "init.safetensors", "--no-shuffle"]
runs = []
for threads in (1, 2):
    path = f"{threads}.safetensors"
    lines = train(program, *options, "--threads", threads, "--weights", path, log=f"{threads}.jsonl")
    runs.append(load_file(path))
for line, loss in zip(lines, train_in_jax(weights, tokens, lengths, 3, 7), strict=True):
    difference = abs(line["loss"] / loss - 1)
    expect(difference < 1e-3, f"epoch {line['epoch']}: loss {line['loss']} is {difference:.2%} from JAX's {loss}")
for name, value in runs[0].items():
    expect(np.array_equal(value, runs[1][name]), f"{name} differs between one thread and two")

# What is no row of the table of 9.
for name, row, column, token in (("nine", 3, 5, 9), ("minus", 39, 0, -1)):
    wrong = tokens.copy()
    wrong[row, column] = token
    np.save(f"{name}.npy", wrong)
    message = (
        f"error: {name}.npy: row {row + 1}, column {column + 1} (counted from 1) is class {token}; "
        'input "tokens" takes 0 to 8\n'
    )
    for command in (["train", "--weights", "no.st"], ["score", "--out", "no.csv"], ["encode", "--out", "no.npy"]):
        if command[0] != "train":
            command += ["--weights", "1.safetensors"]
        failed = run(program, *command, "--data", f"tokens={name}.npy", "--data", "n=lengths.npy", status=1)
        expect_equal((failed.stdout, failed.stderr), ("", message), f"{command[0]} of {name}.npy")
        expect(not os.path.exists(command[2]), f"{command[0]} left {command[2]}")
expect("classes 0 to 8" in run(program, "info").stdout, "info does not name the classes")
