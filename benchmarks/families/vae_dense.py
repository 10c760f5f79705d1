"""examples/vae-dense: 784-400-20. The draws differ from library to library, so losses
agree only as closely as the mean of eight batches does."""

from pathlib import Path

from families import Draw

BATCHES = (32, 128)
SHAPE = (784,)
TOLERANCE = 0.04
DEFINITION = (Path(__file__).resolve().parents[2] / "examples/vae-dense/model.mlir").read_text()
LAYERS = (("encoder.fc1", 784, 400), ("encoder.fc21", 400, 20), ("encoder.fc22", 400, 20),
          ("decoder.fc3", 20, 400), ("decoder.fc4", 400, 784))


def flops(batch):
    products = [inputs * outputs for _, inputs, outputs in LAYERS]
    return 2 * batch * (3 * sum(products) - products[0])


def parameters():
    draw, result = Draw(), {}
    for name, inputs, outputs in LAYERS:
        result[f"{name}.weight"] = draw(outputs, inputs, fan=inputs)
        result[f"{name}.bias"] = draw(outputs, fan=inputs)
    return result


def torch_model():
    from torch.nn import Linear, ModuleDict

    parts = {"encoder": ModuleDict(), "decoder": ModuleDict()}
    for name, inputs, outputs in LAYERS:
        part, layer = name.split(".")
        parts[part][layer] = Linear(inputs, outputs)
    return ModuleDict(parts)


def torch_loss(model, x):
    import torch
    from torch.nn.functional import binary_cross_entropy

    encoder, decoder = model["encoder"], model["decoder"]
    h = torch.relu(encoder["fc1"](x))
    mean, logvar = encoder["fc21"](h), encoder["fc22"](h)
    z = mean + torch.randn_like(mean) * torch.exp(0.5 * logvar)
    y = torch.sigmoid(decoder["fc4"](torch.relu(decoder["fc3"](z))))
    bce = binary_cross_entropy(y, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + logvar - mean.pow(2) - logvar.exp())
    return (bce + kl) / len(x)


def jax_loss(p, x, key):
    import jax
    from jax import numpy as jnp

    dense = lambda h, name: h @ p[f"{name}.weight"].T + p[f"{name}.bias"]
    h = jax.nn.relu(dense(x, "encoder.fc1"))
    mean, logvar = dense(h, "encoder.fc21"), dense(h, "encoder.fc22")
    z = mean + jax.random.normal(key, mean.shape) * jnp.exp(0.5 * logvar)
    logits = dense(jax.nn.relu(dense(z, "decoder.fc3")), "decoder.fc4")
    bce = jnp.sum(jnp.maximum(logits, 0) - logits * x + jnp.log1p(jnp.exp(-jnp.abs(logits))))
    return (bce - 0.5 * jnp.sum(1 + logvar - mean**2 - jnp.exp(logvar))) / len(x)
