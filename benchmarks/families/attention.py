"""examples/attention-patches: 16 patches of 7x7 pixels, a transformer block a side."""

from pathlib import Path

import numpy as np

from families import Draw

BATCHES = (32, 128)
SHAPE = (1, 28, 28)
DEFINITION = (Path(__file__).resolve().parents[2] / "examples/attention-patches/model.mlir").read_text()
DENSE = {
    "encoder": (("embed", 49, 64), ("linear1", 64, 128), ("linear2", 128, 64), ("latent", 1024, 32)),
    "decoder": (("expand", 32, 1024), ("linear1", 64, 128), ("linear2", 128, 64), ("pixels", 64, 49)),
}


def flops(batch):
    block = 16 * (64 * 192 + 64 * 64 + 2 * 64 * 128) + 2 * 16 * 16 * 64
    embed = 16 * 49 * 64
    return 2 * batch * (3 * (2 * block + 2 * embed + 2 * 32 * 1024) - embed)


def parameters():
    draw, result = Draw(), {}
    for network, layers in DENSE.items():
        for name, inputs, outputs in layers:
            result[f"{network}.{name}.weight"] = draw(outputs, inputs, fan=inputs)
            result[f"{network}.{name}.bias"] = draw(outputs, fan=inputs)
        result[f"{network}.attention.in_proj_weight"] = draw(192, 64, fan=64)
        result[f"{network}.attention.out_proj.weight"] = draw(64, 64, fan=64)
        for part, size in (("in_proj_bias", 192), ("out_proj.bias", 64)):
            result[f"{network}.attention.{part}"] = np.zeros(size, np.float32)
        result[f"{network}.positions.weight"] = draw(16, 64, fan=2500)
    return result


def torch_model():
    from torch.nn import Embedding, Linear, ModuleDict, MultiheadAttention

    return ModuleDict({
        network: ModuleDict(
            {name: Linear(inputs, outputs) for name, inputs, outputs in layers}
            | {"attention": MultiheadAttention(64, 4, batch_first=True), "positions": Embedding(16, 64)})
        for network, layers in DENSE.items()
    })


def torch_loss(model, x):
    from torch import sigmoid
    from torch.nn.functional import gelu, mse_loss

    def block(part, h):
        h = h + part["positions"].weight
        h = h + part["attention"](h, h, h, need_weights=False)[0]
        return h + part["linear2"](gelu(part["linear1"](h), approximate="tanh"))

    encoder, decoder = model["encoder"], model["decoder"]
    patches = x.reshape(-1, 4, 7, 4, 7).transpose(2, 3).reshape(-1, 16, 49)
    z = encoder["latent"](block(encoder, encoder["embed"](patches)).flatten(1))
    y = sigmoid(decoder["pixels"](block(decoder, decoder["expand"](z).reshape(-1, 16, 64))))
    return mse_loss(y.reshape(-1, 4, 4, 7, 7).transpose(2, 3).reshape(x.shape), x)


def jax_loss(p, x, key):
    import jax
    from jax import numpy as jnp

    dense = lambda h, name: h @ p[f"{name}.weight"].T + p[f"{name}.bias"]

    def attend(h, name):
        joined = h @ p[f"{name}.in_proj_weight"].T + p[f"{name}.in_proj_bias"]
        q, k, v = (part.reshape(-1, 16, 4, 16) for part in jnp.split(joined, 3, -1))
        share = jax.nn.softmax(jnp.einsum("bqhd,bkhd->bhqk", q, k) / 4, -1)
        return dense(jnp.einsum("bhqk,bkhd->bqhd", share, v).reshape(-1, 16, 64), f"{name}.out_proj")

    def block(h, network):
        h = h + p[f"{network}.positions.weight"]
        h = h + attend(h, f"{network}.attention")
        return h + dense(jax.nn.gelu(dense(h, f"{network}.linear1"), approximate=True), f"{network}.linear2")

    patches = x.reshape(-1, 4, 7, 4, 7).transpose(0, 1, 3, 2, 4).reshape(-1, 16, 49)
    z = dense(block(dense(patches, "encoder.embed"), "encoder").reshape(-1, 1024), "encoder.latent")
    h = block(dense(z, "decoder.expand").reshape(-1, 16, 64), "decoder")
    y = jax.nn.sigmoid(dense(h, "decoder.pixels"))
    return jnp.mean(jnp.square(y.reshape(-1, 4, 4, 7, 7).transpose(0, 1, 3, 2, 4).reshape(x.shape) - x))
