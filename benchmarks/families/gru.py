"""A GRU autoencoder: 28 steps of 28 numbers (a digit's rows), 64 units, the last state
repeated 28 times, 64 units, a dense layer a step."""

from families import Draw

BATCHES = (32, 128)
SHAPE = (28, 28)
DEFINITION = """ae.model @bench {
  ae.network @encoder(%x: tensor<?x28x28xf32>) {
    %s, %last = ae.gru %x, 64 as @gru : tensor<?x28x28xf32>
    ae.return %last : tensor<?x64xf32>
  }
  ae.network @decoder(%z: tensor<?x64xf32>) {
    %r = nn.repeat_vector %z, 28 : tensor<?x64xf32>
    %s, %last = ae.gru %r, 64 as @gru : tensor<?x28x64xf32>
    %y = ae.dense %s, 28 as @out : tensor<?x28x64xf32>
    ae.return %y : tensor<?x28x28xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x28x28xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x28x28xf32>) -> tensor<?x64xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x64xf32>) -> tensor<?x28x28xf32>
    %mse = nn.mse %y, %x : tensor<?x28x28xf32>
    ae.minimize %mse as "reconstruction" : tensor<?xf32>
  }
}
"""


def flops(batch):
    inputs, states, out = 3 * 64 * 28, 3 * 64 * 64, 64 * 28
    # The decoder reads the same vector at every step.
    return 2 * batch * (28 * (2 * inputs + 3 * 2 * states + 3 * out) + 3 * states)


def parameters():
    draw, result = Draw(), {}
    for network, inputs in (("encoder", 28), ("decoder", 64)):
        for part, columns in (("ih", inputs), ("hh", 64)):
            result[f"{network}.gru.weight_{part}_l0"] = draw(192, columns, fan=64)
        for part in ("ih", "hh"):
            result[f"{network}.gru.bias_{part}_l0"] = draw(192, fan=64)
    return result | {"decoder.out.weight": draw(28, 64, fan=64), "decoder.out.bias": draw(28, fan=64)}


def torch_model():
    from torch.nn import GRU, Linear, ModuleDict

    return ModuleDict({
        "encoder": ModuleDict({"gru": GRU(28, 64, batch_first=True)}),
        "decoder": ModuleDict({"gru": GRU(64, 64, batch_first=True), "out": Linear(64, 28)}),
    })


def torch_loss(model, x):
    from torch.nn.functional import mse_loss

    _, last = model["encoder"]["gru"](x)
    states, _ = model["decoder"]["gru"](last[0][:, None].expand(-1, 28, -1))
    return mse_loss(model["decoder"]["out"](states), x)


def jax_loss(p, x, key):
    import jax
    from jax import numpy as jnp

    def gru(products, network):
        """products: [T, B, 192], the input's part of the gates."""
        weight, bias = (p[f"{network}.gru.{part}_hh_l0"] for part in ("weight", "bias"))

        def step(h, product):
            r, z, n = jnp.split(product, 3, -1)
            hr, hz, hn = jnp.split(h @ weight.T + bias, 3, -1)
            r, z = jax.nn.sigmoid(r + hr), jax.nn.sigmoid(z + hz)
            h = (1 - z) * jnp.tanh(n + r * hn) + z * h
            return h, h

        return jax.lax.scan(step, jnp.zeros((len(x), 64), x.dtype), products)

    read = lambda h, network: h @ p[f"{network}.gru.weight_ih_l0"].T + p[f"{network}.gru.bias_ih_l0"]
    last, _ = gru(read(x.transpose(1, 0, 2), "encoder"), "encoder")
    _, states = gru(jnp.broadcast_to(read(last, "decoder"), (28, len(x), 192)), "decoder")
    y = states @ p["decoder.out.weight"].T + p["decoder.out.bias"]
    return jnp.mean(jnp.square(y.transpose(1, 0, 2) - x))
