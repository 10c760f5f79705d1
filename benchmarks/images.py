"""Convolutional cases: a model is a list of layers, which the definition, the peers'
models (workers/) and the count of operations are all made of.

A layer is (name, kind, in, out, kernel, stride): conv and transposed have a bias and a
relu behind them, "last" a sigmoid; pool halves. Padding keeps n / stride pixels (times
stride for the transposed, with an output padding where the kernel is odd).
"""

from dataclasses import dataclass

import numpy as np

SIZE = 28
MODELS = {
    "conv-denoise": (
        ("encoder.c1", "conv", 1, 32, 3, 1), ("", "pool", 32, 32, 2, 2),
        ("encoder.c2", "conv", 32, 32, 3, 1), ("", "pool", 32, 32, 2, 2),
        ("decoder.t1", "transposed", 32, 32, 3, 2), ("decoder.t2", "transposed", 32, 32, 3, 2),
        ("decoder.c3", "last", 32, 1, 3, 1),
    ),
    # The shapes of a DCGAN's discriminator and generator.
    "dcgan": (
        ("encoder.c1", "conv", 1, 64, 4, 2), ("encoder.c2", "conv", 64, 128, 4, 2),
        ("decoder.t1", "transposed", 128, 64, 4, 2), ("decoder.t2", "transposed-last", 64, 1, 4, 2),
    ),
}


@dataclass(frozen=True)
class ImageCase:
    model: str
    batch: int
    sizes = (SIZE * SIZE,)

    @property
    def architecture(self):
        return self.model

    @property
    def slug(self):
        return f"{self.model}-b{self.batch}"

    @property
    def flops(self):
        """Operations of a step's convolutions: forward, weight gradients, and data
        gradients of all layers but the first."""
        size, total, first = SIZE, 0, 0
        for _, kind, inputs, outputs, kernel, stride in MODELS[self.model]:
            if kind == "pool":
                size //= 2
                continue
            transposed = kind.startswith("transposed")
            small = size if transposed else size // stride
            size = size * stride if transposed else small
            products = small * small * kernel * kernel * inputs * outputs
            first = first or products
            total += products
        return 2 * self.batch * (3 * total - first)


def parameters(case):
    """Returns {name: array} in PyTorch's layouts, drawn as PyTorch draws."""
    generator, result = np.random.default_rng(0), {}
    for name, kind, inputs, outputs, kernel, _ in MODELS[case.model]:
        if kind == "pool":
            continue
        transposed = kind.startswith("transposed")
        fan = (outputs if transposed else inputs) * kernel * kernel
        shape = (inputs, outputs) if transposed else (outputs, inputs)
        draw = lambda *sizes: generator.uniform(-fan**-0.5, fan**-0.5, sizes).astype(np.float32)
        result[f"{name}.weight"], result[f"{name}.bias"] = draw(*shape, kernel, kernel), draw(outputs)
    return result


def _network(name, argument, layers, size):
    """Lines of a network, and the type of its result."""
    kind_of = lambda channels, size: f"tensor<?x{channels}x{size}x{size}xf32>"
    type = kind_of(layers[0][2], size)
    lines, value = [f"  ae.network @{name}(%{argument}: {type}) {{"], argument
    for i, (layer, kind, _, outputs, kernel, stride) in enumerate(layers):
        if kind == "pool":
            lines.append(f"    %p{i} = nn.max_pool2d %{value} kernel [2, 2] : {type}")
            size, value = size // 2, f"p{i}"
            type = kind_of(outputs, size)
            continue
        transposed = kind.startswith("transposed")
        window = f"{outputs} kernel {kernel} strides {stride} padding 1"
        if transposed and kernel % 2:
            window += " output_padding 1"
        op = "conv_transpose2d" if transposed else "conv2d"
        lines.append(f"    %c{i} = ae.{op} %{value}, {window} as @{layer.split('.')[1]} : {type}")
        size = size * stride if transposed else size // stride
        type, value = kind_of(outputs, size), f"a{i}"
        activation = "sigmoid" if kind.endswith("last") else "relu"
        lines.append(f"    %a{i} = nn.{activation} %c{i} : {type}")
    return lines + [f"    ae.return %{value} : {type}", "  }"], type, size


def definition(case):
    """Returns the case in aec's language; images are rows of a file."""
    layers = MODELS[case.model]
    split = next(i for i, layer in enumerate(layers) if layer[0].startswith("decoder"))
    image = f"tensor<?x1x{SIZE}x{SIZE}xf32>"
    encoder, latent, size = _network("encoder", "x", layers[:split], SIZE)
    decoder, _, _ = _network("decoder", "z", layers[split:], size)
    return "\n".join([
        "ae.model @bench {", *encoder, *decoder,
        f"  ae.objective @reconstruction(%x: {image}) trains [@encoder, @decoder]",
        "      with #ae.adam<learning_rate = 1.0e-3> {",
        f"    %z = ae.apply @encoder(%x) : ({image}) -> {latent}",
        f"    %y = ae.apply @decoder(%z) : ({latent}) -> {image}",
        f"    %bce = nn.bce %y, %x : {image}",
        '    ae.minimize %bce as "reconstruction" : tensor<?xf32>', "  }", "}",
    ]) + "\n"
