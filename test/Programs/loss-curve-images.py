"""From the same weights, order and draws, losses of the examples of images are JAX's (see curves.py)."""
# REQUIRES: jax, numpy, safetensors
# RUN: %python %s %t
import jax
import jax.numpy as jnp
from baselines import mnist
from curves import ROWS, compare
from images import avg_pool, batch_norm, conv, conv_transpose, dense, enlarge, max_pool
from programs import enter_workspace
from steps import Objective

IMAGE = (1, 28, 28)


def leaky(x, slope=0.2):
    return jax.nn.leaky_relu(x, slope)


def conv_denoise(w, x, noise):
    h = jnp.clip(x + 0.5 * noise, 0, 1)
    h = max_pool(jax.nn.relu(conv(w, "encoder.0", h)))
    z = max_pool(jax.nn.relu(conv(w, "encoder.3", h)))
    h = jax.nn.relu(conv_transpose(w, "decoder.0", z, 14, 2))
    y = jax.nn.sigmoid(conv_transpose(w, "decoder.2", h, 28, 2))
    mse = ((y - x) ** 2).mean()
    return mse, (jnp.array([mse]), {})


def conv_upsample(w, x):
    h = max_pool(leaky(conv(w, "encoder.0", x), 0.01))
    z = conv(w, "encoder.6", avg_pool(leaky(conv(w, "encoder.3", h), 0.01)))
    h = enlarge(leaky(conv(w, "decoder.0", z), 0.01), "nearest")
    y = conv(w, "decoder.6", enlarge(leaky(conv(w, "decoder.3", h), 0.01), "bilinear"))
    bce = (jnp.logaddexp(0, y) - x * y).mean()
    return bce, (jnp.array([bce]), {})


def dcgan(w, x):
    moved = {}
    h = leaky(conv(w, "encoder.0", x, 2, 1))
    h = leaky(batch_norm(w, "encoder.3", conv(w, "encoder.2", h, 2, 1), moved))
    z = conv(w, "encoder.5", h, 1, "VALID")
    h = jax.nn.relu(batch_norm(w, "generator.1", conv_transpose(w, "generator.0", z, 7, 1, "VALID"), moved))
    h = jax.nn.relu(batch_norm(w, "generator.4", conv_transpose(w, "generator.3", h, 14, 2, 1), moved))
    y = jnp.tanh(conv_transpose(w, "generator.6", h, 28, 2, 1))
    mse = ((y / 2 + 0.5 - x) ** 2).mean()
    return mse, (jnp.array([mse]), moved)


def encode(w, x):
    h = jax.nn.relu(conv(w, "encoder.0", x, 2, 1))
    h = jax.nn.relu(conv(w, "encoder.2", h, 2, 1)).reshape(len(x), -1)
    return dense(w, "encoder.mean", h), dense(w, "encoder.logvar", h)


def decode(w, z):
    """Logits of pixels."""
    h = jax.nn.relu(dense(w, "decoder.0", z)).reshape(-1, 64, 7, 7)
    return conv_transpose(w, "decoder.5", jax.nn.relu(conv_transpose(w, "decoder.3", h, 14, 2, 1)), 28, 2, 1)


def bound(w, x, noise):
    """The code, cross-entropy and divergence."""
    mean, logvar = encode(w, x)
    z = mean + jnp.exp(logvar / 2) * noise
    y = decode(w, z)
    bce = (jnp.logaddexp(0, y) - x * y).sum((1, 2, 3)).mean()
    return z, bce, (jnp.exp(logvar) + mean**2 - 1 - logvar).sum(1).mean() / 2


def vae_conv(w, x, noise):
    _, bce, kl = bound(w, x, noise)
    return bce + kl, (jnp.array([bce, kl]), {})


def discriminate(w, x, moved):
    h = leaky(conv(w, "discriminator.0", x, 2, 1))
    h = leaky(batch_norm(w, "discriminator.3", conv(w, "discriminator.2", h, 2, 1), moved))
    return dense(w, "discriminator.6", h.reshape(len(x), -1))


def elbo(w, x, noise, draw):
    z, bce, kl = bound(w, x, noise)
    pictures = [jax.nn.sigmoid(decode(w, code)) for code in (jax.lax.stop_gradient(z), draw)]
    fool = sum(jax.nn.softplus(-discriminate(w, picture, {})).mean() for picture in pictures)
    return bce + kl + FOOLING * fool, (jnp.array([bce, kl, fool]), {})


def judgement(w, x, noise, draw):
    z, _, _ = bound(w, x, noise)
    moved = {}
    real, *made = (discriminate(w, picture, moved)
                   for picture in (x, jax.nn.sigmoid(decode(w, z)), jax.nn.sigmoid(decode(w, draw))))
    terms = [jax.nn.softplus(-real).mean(), *(jax.nn.softplus(d).mean() for d in made)]
    return terms[0] + 0.5 * terms[1] + 0.5 * terms[2], (jnp.array(terms), moved)


def images(name, objectives, batch=32):
    compare(name, objectives, {"x": rows}, (rows,), batch)


FOOLING = 5
enter_workspace()
rows = mnist()[:ROWS].reshape(-1, *IMAGE)
both = ("encoder", "decoder")
images("conv-denoise", {"denoise": Objective(conv_denoise, both, draws=[IMAGE])})
images("conv-upsample", {"reconstruction": Objective(conv_upsample, both)})
images("dcgan-autoencoder", {"reconstruction": Objective(dcgan, ("encoder", "generator"), beta1=0.5, rate=lambda batch: 2e-3)}, 64)
images("vae-conv", {"elbo": Objective(vae_conv, both, draws=[(20,)])})
images("vae-gan", {
    "elbo": Objective(elbo, both, draws=[(20,), (20,)]),
    "judgement": Objective(judgement, ("discriminator",), every=2, beta1=0.5, rate=lambda batch: 2e-4, draws=[(20,), (20,)]),
})
