"""examples/conv-denoise's network: two convolutions with pools, two transposed ones.
It learns the clean digits themselves: where noise comes from is no part of a step."""

from families import Draw

BATCHES = (32, 128)
SHAPE = (1, 28, 28)
IMAGES = True
DEFINITION = """ae.model @bench {
  ae.network @encoder(%x: tensor<?x1x28x28xf32>) {
    %0 = ae.conv2d %x, 32 kernel 3 padding 1 as @c1 : tensor<?x1x28x28xf32>
    %1 = nn.relu %0 : tensor<?x32x28x28xf32>
    %2 = nn.max_pool2d %1 kernel [2, 2] : tensor<?x32x28x28xf32>
    %3 = ae.conv2d %2, 32 kernel 3 padding 1 as @c2 : tensor<?x32x14x14xf32>
    %4 = nn.relu %3 : tensor<?x32x14x14xf32>
    %z = nn.max_pool2d %4 kernel [2, 2] : tensor<?x32x14x14xf32>
    ae.return %z : tensor<?x32x7x7xf32>
  }
  ae.network @decoder(%z: tensor<?x32x7x7xf32>) {
    %0 = ae.conv_transpose2d %z, 32 kernel 3 strides 2 padding 1 output_padding 1 as @t1 : tensor<?x32x7x7xf32>
    %1 = nn.relu %0 : tensor<?x32x14x14xf32>
    %2 = ae.conv_transpose2d %1, 32 kernel 3 strides 2 padding 1 output_padding 1 as @t2 : tensor<?x32x14x14xf32>
    %3 = nn.relu %2 : tensor<?x32x28x28xf32>
    %4 = ae.conv2d %3, 1 kernel 3 padding 1 as @c3 : tensor<?x32x28x28xf32>
    %y = nn.sigmoid %4 : tensor<?x1x28x28xf32>
    ae.return %y : tensor<?x1x28x28xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x1x28x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x1x28x28xf32>) -> tensor<?x32x7x7xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x32x7x7xf32>) -> tensor<?x1x28x28xf32>
    %bce = nn.bce %y, %x : tensor<?x1x28x28xf32>
    ae.minimize %bce as "reconstruction" : tensor<?xf32>
  }
}
"""
# Name, channels in and out; the pixels that the kernel is applied to.
LAYERS = (("encoder.c1", 1, 32, 784), ("encoder.c2", 32, 32, 196), ("decoder.t1", 32, 32, 49),
          ("decoder.t2", 32, 32, 196), ("decoder.c3", 32, 1, 784))


def flops(batch):
    products = [9 * inputs * outputs * pixels for _, inputs, outputs, pixels in LAYERS]
    return 2 * batch * (3 * sum(products) - products[0])


def parameters():
    draw, result = Draw(), {}
    for name, inputs, outputs, _ in LAYERS:
        ends = (inputs, outputs) if ".t" in name else (outputs, inputs)
        result[f"{name}.weight"] = draw(*ends, 3, 3, fan=9 * ends[1])
        result[f"{name}.bias"] = draw(outputs, fan=9 * ends[1])
    return result


def torch_model():
    from collections import OrderedDict
    from torch.nn import Conv2d, ConvTranspose2d, MaxPool2d, ReLU, Sequential, Sigmoid

    up = {"stride": 2, "padding": 1, "output_padding": 1}
    return Sequential(OrderedDict(
        encoder=Sequential(OrderedDict(
            c1=Conv2d(1, 32, 3, padding=1), a1=ReLU(), p1=MaxPool2d(2),
            c2=Conv2d(32, 32, 3, padding=1), a2=ReLU(), p2=MaxPool2d(2))),
        decoder=Sequential(OrderedDict(
            t1=ConvTranspose2d(32, 32, 3, **up), a1=ReLU(), t2=ConvTranspose2d(32, 32, 3, **up), a2=ReLU(),
            c3=Conv2d(32, 1, 3, padding=1), a3=Sigmoid()))))


def torch_loss(model, x):
    from torch.nn.functional import binary_cross_entropy

    return binary_cross_entropy(model(x), x)


def jax_loss(p, x, key):
    """Channels last, which XLA's convolutions on CPUs are fastest in."""
    import jax
    from jax import lax, numpy as jnp

    def convolve(h, name, transposed=False):
        weight, bias = p[f"{name}.weight"], p[f"{name}.bias"]
        weight = weight[:, :, ::-1, ::-1].transpose(2, 3, 0, 1) if transposed else weight.transpose(2, 3, 1, 0)
        pads, dilation = ([(1, 2)] * 2, (2, 2)) if transposed else ([(1, 1)] * 2, (1, 1))
        h = lax.conv_general_dilated(h, weight, (1, 1), pads, lhs_dilation=dilation,
                                     dimension_numbers=("NHWC", "HWIO", "NHWC"))
        return h + bias

    def pool(h):
        return lax.reduce_window(h, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")

    x = x.transpose(0, 2, 3, 1)
    h = pool(jax.nn.relu(convolve(x, "encoder.c1")))
    h = pool(jax.nn.relu(convolve(h, "encoder.c2")))
    h = jax.nn.relu(convolve(h, "decoder.t1", True))
    h = jax.nn.relu(convolve(h, "decoder.t2", True))
    y = jax.nn.sigmoid(convolve(h, "decoder.c3"))
    log = lambda q: jnp.maximum(jnp.log(q), -100)
    return -jnp.mean(x * log(y) + (1 - x) * log(1 - y))
