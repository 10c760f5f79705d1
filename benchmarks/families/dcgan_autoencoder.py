"""The layers of DCGAN (Radford, Metz and Chintala, 2016) as an autoencoder of digits:
stride 2 without bias, batch norm, LeakyReLU down, ReLU up, tanh at the end."""

import numpy as np

from families import Draw

BATCHES = (32, 128, 256)
SHAPE = (1, 28, 28)
RANGE = (-1, 1)
IMAGES = True
DEFINITION = """ae.model @bench {
  ae.network @encoder(%x: tensor<?x1x28x28xf32>) {
    %0 = ae.conv2d %x, 64 kernel 4 strides 2 padding 1 no_bias as @c1 : tensor<?x1x28x28xf32>
    %1 = nn.leaky_relu %0 {slope = 0.2} : tensor<?x64x14x14xf32>
    %2 = ae.conv2d %1, 128 kernel 4 strides 2 padding 1 no_bias as @c2 : tensor<?x64x14x14xf32>
    %3 = ae.batch_norm %2 as @n2 : tensor<?x128x7x7xf32>
    %4 = nn.leaky_relu %3 {slope = 0.2} : tensor<?x128x7x7xf32>
    %5 = nn.flatten %4 : tensor<?x128x7x7xf32>
    %z = ae.dense %5, 64 as @latent : tensor<?x6272xf32>
    ae.return %z : tensor<?x64xf32>
  }
  ae.network @decoder(%z: tensor<?x64xf32>) {
    %0 = ae.dense %z, 6272 no_bias as @expand : tensor<?x64xf32>
    %1 = nn.reshape %0, [-1, 128, 7, 7] : tensor<?x6272xf32>
    %2 = ae.batch_norm %1 as @n0 : tensor<?x128x7x7xf32>
    %3 = nn.relu %2 : tensor<?x128x7x7xf32>
    %4 = ae.conv_transpose2d %3, 64 kernel 4 strides 2 padding 1 no_bias as @t1 : tensor<?x128x7x7xf32>
    %5 = ae.batch_norm %4 as @n1 : tensor<?x64x14x14xf32>
    %6 = nn.relu %5 : tensor<?x64x14x14xf32>
    %7 = ae.conv_transpose2d %6, 1 kernel 4 strides 2 padding 1 no_bias as @t2 : tensor<?x64x14x14xf32>
    %y = nn.tanh %7 : tensor<?x1x28x28xf32>
    ae.return %y : tensor<?x1x28x28xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x1x28x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> tensor<?x64xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x64xf32>) -> tensor<?x1x28x28xf32>
    %mse = nn.mse %y, %x : tensor<?x1x28x28xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}
"""


def flops(batch):
    first, second, dense = 16 * 64 * 196, 16 * 64 * 128 * 49, 6272 * 64
    return 2 * batch * (3 * 2 * (first + second + dense) - first)


def parameters():
    draw = Draw()
    result = {
        "encoder.c1.weight": draw(64, 1, 4, 4, fan=16),
        "encoder.c2.weight": draw(128, 64, 4, 4, fan=1024),
        "encoder.latent.weight": draw(64, 6272, fan=6272),
        "encoder.latent.bias": draw(64, fan=6272),
        "decoder.expand.weight": draw(6272, 64, fan=64),
        "decoder.t1.weight": draw(128, 64, 4, 4, fan=1024),
        "decoder.t2.weight": draw(64, 1, 4, 4, fan=16),
    }
    for name, channels in (("encoder.n2", 128), ("decoder.n0", 128), ("decoder.n1", 64)):
        for part, value in (("weight", 1), ("bias", 0), ("running_mean", 0), ("running_var", 1)):
            result[f"{name}.{part}"] = np.full(channels, value, np.float32)
        result[f"{name}.num_batches_tracked"] = np.zeros((), np.int64)
    return result


def torch_model():
    from collections import OrderedDict
    from torch.nn import (BatchNorm2d, Conv2d, ConvTranspose2d, Flatten, LeakyReLU, Linear, ReLU, Sequential, Tanh,
                          Unflatten)

    window = {"kernel_size": 4, "stride": 2, "padding": 1, "bias": False}
    return Sequential(OrderedDict(
        encoder=Sequential(OrderedDict(
            c1=Conv2d(1, 64, **window), a1=LeakyReLU(0.2),
            c2=Conv2d(64, 128, **window), n2=BatchNorm2d(128), a2=LeakyReLU(0.2),
            flat=Flatten(), latent=Linear(6272, 64))),
        decoder=Sequential(OrderedDict(
            expand=Linear(64, 6272, bias=False), image=Unflatten(1, (128, 7, 7)), n0=BatchNorm2d(128), a0=ReLU(),
            t1=ConvTranspose2d(128, 64, **window), n1=BatchNorm2d(64), a1=ReLU(),
            t2=ConvTranspose2d(64, 1, **window), a2=Tanh()))))


def torch_loss(model, x):
    from torch.nn.functional import mse_loss

    return mse_loss(model(x), x)


def jax_loss(p, x, key):
    """Channels last inside; running statistics are of no use to a loss and left out."""
    import jax
    from jax import lax, numpy as jnp

    def convolve(h, weight, transposed=False):
        weight = weight[:, :, ::-1, ::-1].transpose(2, 3, 0, 1) if transposed else weight.transpose(2, 3, 1, 0)
        pads, strides, dilation = ([(2, 2)] * 2, (1, 1), (2, 2)) if transposed else ([(1, 1)] * 2, (2, 2), (1, 1))
        return lax.conv_general_dilated(h, weight, strides, pads, lhs_dilation=dilation,
                                        dimension_numbers=("NHWC", "HWIO", "NHWC"))

    def normalize(h, name):
        mean = h.mean((0, 1, 2))
        variance = jnp.square(h - mean).mean((0, 1, 2))
        return (h - mean) * (p[f"{name}.weight"] / jnp.sqrt(variance + 1e-5)) + p[f"{name}.bias"]

    h = jax.nn.leaky_relu(convolve(x.transpose(0, 2, 3, 1), p["encoder.c1.weight"]), 0.2)
    h = jax.nn.leaky_relu(normalize(convolve(h, p["encoder.c2.weight"]), "encoder.n2"), 0.2)
    z = h.transpose(0, 3, 1, 2).reshape(-1, 6272) @ p["encoder.latent.weight"].T + p["encoder.latent.bias"]
    h = (z @ p["decoder.expand.weight"].T).reshape(-1, 128, 7, 7).transpose(0, 2, 3, 1)
    h = jax.nn.relu(normalize(h, "decoder.n0"))
    h = jax.nn.relu(normalize(convolve(h, p["decoder.t1.weight"], True), "decoder.n1"))
    y = jnp.tanh(convolve(h, p["decoder.t2.weight"], True)).transpose(0, 3, 1, 2)
    return jnp.mean(jnp.square(y - x))
