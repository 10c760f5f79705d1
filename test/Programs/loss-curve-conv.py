"""From the same weights and in the same order, a convolutional program's losses are JAX's.

Every layer and op of pictures with a gradient of its own stands in one small model, so that a
wrong one shows within an epoch. JAX computes in float64; tolerances are those of loss-curve.py.
Seven rows a batch do not divide 160: the last batch is a partial one.
"""
# REQUIRES: jax, numpy, safetensors
# RUN: %python %s %t
import jax
import jax.numpy as jnp
import numpy as np
from baselines import digits
from dense import Network
from jax import lax
from programs import compile_model, enter_workspace, expect, train
from safetensors.numpy import save_file

MODEL = """
ae.model @conv epochs 3 batch_size 7 {
  ae.network @encoder(%x: tensor<?x1x8x8xf32>) {
    %0 = ae.conv2d %x, 8 kernel 3 padding same as @c1 : tensor<?x1x8x8xf32>
    %1 = nn.relu %0 : tensor<?x8x8x8xf32>
    %2 = nn.max_pool2d %1 kernel [2, 2] : tensor<?x8x8x8xf32>
    %3 = ae.conv2d %2, 8 kernel [3, 2] padding [1, 1, 0, 1] groups 4 as @c2 : tensor<?x8x4x4xf32>
    %4 = nn.relu %3 : tensor<?x8x4x4xf32>
    %5 = nn.avg_pool2d %4 kernel [2, 2] : tensor<?x8x4x4xf32>
    %z = ae.conv2d %5, 6 kernel 2 padding 1 dilation 2 no_bias as @c3 : tensor<?x8x2x2xf32>
    ae.return %z : tensor<?x6x2x2xf32>
  }
  ae.network @decoder(%z: tensor<?x6x2x2xf32>) {
    %0 = ae.conv_transpose2d %z, 8 kernel 3 strides 2 padding 1 output_padding 1 as @t1 : tensor<?x6x2x2xf32>
    %1 = nn.relu %0 : tensor<?x8x4x4xf32>
    %2 = nn.pixel_shuffle %1 factor 2 : tensor<?x8x4x4xf32>
    %3 = nn.upsample2d %0 factors [2, 2] bilinear : tensor<?x8x4x4xf32>
    %4 = nn.concat %2, %3 dim 1 : tensor<?x2x8x8xf32>, tensor<?x8x8x8xf32>
    %5 = ae.conv2d %4, 1 kernel 3 padding same as @c4 : tensor<?x10x8x8xf32>
    %y = nn.sigmoid %5 : tensor<?x1x8x8xf32>
    ae.return %y : tensor<?x1x8x8xf32>
  }
  ae.objective @o(%x: tensor<?x1x8x8xf32>) trains [@encoder, @decoder] with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x1x8x8xf32>) -> tensor<?x6x2x2xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x6x2x2xf32>) -> tensor<?x1x8x8xf32>
    %mse = nn.mse %y, %x : tensor<?x1x8x8xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}
"""
SHAPES = {
    "encoder.c1.weight": (8, 1, 3, 3), "encoder.c1.bias": (8,),
    "encoder.c2.weight": (8, 2, 3, 2), "encoder.c2.bias": (8,),
    "encoder.c3.weight": (6, 8, 2, 2),
    "decoder.t1.weight": (6, 8, 3, 3), "decoder.t1.bias": (8,),
    "decoder.c4.weight": (1, 10, 3, 3), "decoder.c4.bias": (1,),
}


def conv(weights, name, x, padding, **options):
    y = lax.conv_general_dilated(x, weights[f"{name}.weight"], options.pop("strides", (1, 1)), padding,
                                 dimension_numbers=("NCHW", "OIHW", "NCHW"), **options)
    bias = weights.get(f"{name}.bias")
    return y if bias is None else y + bias[:, None, None]


def conv_transpose(weights, name, x):
    """Kernel 3, stride 2, padding 1, output padding 1: the formula of PyTorch's page."""
    flipped = jnp.flip(weights[f"{name}.weight"], (2, 3)).swapaxes(0, 1)
    y = lax.conv_general_dilated(x, flipped, (1, 1), ((1, 2), (1, 2)), lhs_dilation=(2, 2),
                                 dimension_numbers=("NCHW", "OIHW", "NCHW"))
    return y + weights[f"{name}.bias"][:, None, None]


def pool(x, start, combine):
    return lax.reduce_window(x, start, combine, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")


def forward(weights, x):
    h = jax.nn.relu(conv(weights, "encoder.c1", x, "SAME"))
    h = jax.nn.relu(conv(weights, "encoder.c2", pool(h, -jnp.inf, lax.max), ((1, 1), (0, 1)), feature_group_count=4))
    z = conv(weights, "encoder.c3", pool(h, 0.0, lax.add) / 4, ((1, 1), (1, 1)), rhs_dilation=(2, 2))
    h = conv_transpose(weights, "decoder.t1", z)
    shuffled = jax.nn.relu(h).reshape(-1, 2, 2, 2, 4, 4).transpose(0, 1, 4, 2, 5, 3).reshape(-1, 2, 8, 8)
    large = jax.image.resize(h, (len(h), 8, 8, 8), "bilinear")
    return jax.nn.sigmoid(conv(weights, "decoder.c4", jnp.concatenate([shuffled, large], 1), "SAME"))


class Reference(Network):
    """The model in JAX, with the optimizer and the order of the dense reference."""

    def __init__(self):
        draw = np.random.default_rng(5)
        self.weights = {name: draw.uniform(-0.3, 0.3, shape) for name, shape in SHAPES.items()}
        self.moments = {key: (np.zeros(w.shape), np.zeros(w.shape)) for key, w in self.weights.items()}
        self.step = 0
        self.loss = jax.jit(jax.value_and_grad(lambda w, x: jnp.mean((forward(w, x) - x) ** 2)))

    def gradients(self, x):
        loss, grads = self.loss(self.weights, x)
        return float(loss), {key: np.asarray(grad) for key, grad in grads.items()}

    def error(self, x):
        return float(self.loss(self.weights, x)[0])


jax.config.update("jax_enable_x64", True)
enter_workspace()
rows = digits()[:200].reshape(-1, 1, 8, 8)
np.save("rows.npy", rows.astype(np.float32))
with open("model.mlir", "w") as file:
    file.write(MODEL)
reference = Reference()
save_file({key: w.astype(np.float32) for key, w in reference.weights.items()}, "init.safetensors")
reference.weights = {key: w.astype(np.float32).astype(np.float64) for key, w in reference.weights.items()}
lines = train(compile_model("model.mlir"), "--data", "rows.npy", "--validation", "0.2", "--init", "init.safetensors")
for line, loss in zip(lines, reference.train(rows[:160].astype(np.float64), 3, 7), strict=True):
    pairs = [("loss", line["loss"], loss, 1e-3),
             ("validation", line["validation"], reference.error(rows[160:].astype(np.float64)), 1e-2)]
    for what, found, expected, tolerance in pairs:
        difference = abs(found / expected - 1)
        expect(difference < tolerance,
               f"epoch {line['epoch']}: {what} {found} is {difference:.2%} from JAX's {expected}")
expect(lines[-1]["loss"] < 0.8 * lines[0]["loss"], "the model does not learn")
