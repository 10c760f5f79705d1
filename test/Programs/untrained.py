"""An objective moves no bit of a network that it does not train, and evaluation none at all.

Encoder, generator and critic have batch norm each, so that running statistics are at stake:
each network is applied in training mode by objectives that do not train it.
"""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import digits
from programs import compile_model, enter_workspace, expect, expect_equal, run, train
from results import same_weights
from safetensors.numpy import load_file

DEFINITION = """
ae.model @model batch_size 32 {
  ae.prior normal : tensor<?x4xf32>
  ae.network @encoder(%x: tensor<?x1x8x8xf32>) {
    %0 = ae.conv2d %x, 8 kernel 4 strides 2 padding 1 no_bias : tensor<?x1x8x8xf32>
    %1 = ae.batch_norm %0 : tensor<?x8x4x4xf32>
    %2 = nn.leaky_relu %1 : tensor<?x8x4x4xf32>
    %3 = nn.flatten %2 : tensor<?x8x4x4xf32>
    %z = ae.dense %3, 4 : tensor<?x128xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.network @decoder(%z: tensor<?x4xf32>) {
    %0 = ae.dense %z, 128 : tensor<?x4xf32>
    %1 = nn.reshape %0, [-1, 8, 4, 4] : tensor<?x128xf32>
    %2 = ae.batch_norm %1 : tensor<?x8x4x4xf32>
    %3 = nn.relu %2 : tensor<?x8x4x4xf32>
    %y = ae.conv_transpose2d %3, 1 kernel 4 strides 2 padding 1 : tensor<?x8x4x4xf32>
    ae.return %y : tensor<?x1x8x8xf32>
  }
  ae.network @critic(%x: tensor<?x1x8x8xf32>) {
    %0 = ae.conv2d %x, 8 kernel 4 strides 2 padding 1 no_bias : tensor<?x1x8x8xf32>
    %1 = ae.batch_norm %0 : tensor<?x8x4x4xf32>
    %2 = nn.leaky_relu %1 : tensor<?x8x4x4xf32>
    %3 = nn.flatten %2 : tensor<?x8x4x4xf32>
    %d = ae.dense %3, 1 : tensor<?x128xf32>
    ae.return %d : tensor<?x1xf32>
  }
  ae.objective @rec(%x: tensor<?x1x8x8xf32>) trains [@encoder] EVERY_rec with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x1x8x8xf32>) -> tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x1x8x8xf32>
    %mse = nn.mse %y, %x : tensor<?x1x8x8xf32>
    ae.minimize %mse : tensor<?xf32>
  }
  ae.objective @fool(%x: tensor<?x1x8x8xf32>) trains [@decoder] EVERY_fool with #ae.adam<beta1 = 0.5> {
    %z = ae.apply @encoder(%x) : (tensor<?x1x8x8xf32>) -> tensor<?x4xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x4xf32>) -> tensor<?x1x8x8xf32>
    %d = ae.apply @critic(%y) : (tensor<?x1x8x8xf32>) -> tensor<?x1xf32>
    %ones = nn.full_like %d, 1.0 : tensor<?x1xf32>
    %bce = nn.bce_with_logits %d, %ones : tensor<?x1xf32>
    ae.minimize %bce : tensor<?xf32>
  }
  ae.objective @judge(%x: tensor<?x1x8x8xf32>) trains [@critic] EVERY_judge with #ae.sgd<momentum = 0.9> {
    %n = ae.normal : tensor<?x4xf32>
    %y = ae.apply @decoder(%n) : (tensor<?x4xf32>) -> tensor<?x1x8x8xf32>
    %real = ae.apply @critic(%x) : (tensor<?x1x8x8xf32>) -> tensor<?x1xf32>
    %made = ae.apply @critic(%y) : (tensor<?x1x8x8xf32>) -> tensor<?x1xf32>
    %ones = nn.full_like %real, 1.0 : tensor<?x1xf32>
    %zeros = nn.full_like %made, 0.0 : tensor<?x1xf32>
    %right = nn.mse %real, %ones : tensor<?x1xf32>
    %caught = nn.mse %made, %zeros : tensor<?x1xf32>
    ae.minimize %right as "real" + %caught as "made" : tensor<?xf32>, tensor<?xf32>
  }
}
"""
OBJECTIVES = {"rec": "encoder", "fool": "decoder", "judge": "critic"}


def program_of(alone=None):
    """All objectives, or one: the batches of the others never come."""
    text = DEFINITION
    for name in OBJECTIVES:
        text = text.replace(f"EVERY_{name}", "every 1000000" if alone and name != alone else "")
    with open("model.mlir", "w") as file:
        file.write(text)
    return compile_model("model.mlir", alone or "all", "--march=native")


enter_workspace()
np.save("digits.npy", digits()[:203].reshape(-1, 1, 8, 8))
everything = program_of()
options = ["--data", "digits.npy", "--seed", 5]
train(everything, *options, "--epochs", 3, "--weights", "init.st")
before = load_file("init.st")
for alone, trained in OBJECTIVES.items():
    train(program_of(alone), *options, "--epochs", 2, "--init", "init.st", "--weights", "after.st")
    after = load_file("after.st")
    moved = {name for name in before if after[name].tobytes() != before[name].tobytes()}
    expected = {name for name in before if name.startswith(trained)}
    expect_equal(moved, expected, f"what {alone} moves")

# Of 203 rows, 162 are trained on; the other 41 are evaluated behind every epoch, or left out.
train(everything, *options, "--epochs", 3, "--validation", "0.2", "--weights", "with.st")
train(everything, *options, "--epochs", 3, "--rows", "0:162", "--weights", "without.st")
with_validation = open("with.st", "rb").read()
expect(same_weights("with.st", "without.st"), "evaluation moved the weights or what they are drawn from")
for verb in ("encode", "reconstruct", "score"):
    run(everything, verb, "--data", "digits.npy", "--out", f"{verb}.npy", "--weights", "with.st")
run(everything, "sample", "--out", "new.npy", "--weights", "with.st")
expect(open("with.st", "rb").read() == with_validation, "an entry changed the weights")
