"""From the same weights, order and draws, losses of the examples of images are JAX's.

Two epochs of 150 digits, the last batch a partial one. Epoch losses agree to 0.1%, which a wrong
gradient, statistic or draw exceeds at once: training in f32 amplifies rounding to some 0.01%
in so few steps. Running statistics agree as well, those of the networks an objective trains.
"""
# REQUIRES: jax, numpy, safetensors
# RUN: %python %s %t
import jax
import jax.numpy as jnp
import numpy as np
import steps
from baselines import mnist
from images import avg_pool, batch_norm, conv, conv_transpose, dense, draw_weights, enlarge, max_pool
from programs import compile_model, enter_workspace, example, expect, train
from safetensors.numpy import load_file, save_file
from steps import Objective

EPOCHS, SEED = 2, 3
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


def initial(program, options):
    """Weights with the names and shapes that a program writes; `w`: those in JAX."""
    train(program, *options, "--epochs", 1, "--weights", "shapes.safetensors")
    shapes = load_file("shapes.safetensors")
    counts = {name: np.zeros((), np.int64) for name in shapes if name.endswith("num_batches_tracked")}
    w = draw_weights({name: value.shape for name, value in shapes.items() if name not in counts})
    save_file({**w, **counts}, "init.safetensors")
    return w


def compare(name, objectives, batch=32):
    """`objectives`: an Objective each, by its name in the definition, in its order."""
    program = compile_model(example(name), name, "--march=native")
    options = ["--data", "digits.npy", "--batch-size", batch, "--no-shuffle", "--seed", SEED]
    w = initial(program, options)
    lines = train(program, *options, "--epochs", EPOCHS, "--init", "init.safetensors", "--weights", "trained.safetensors")
    for line, (w, terms) in zip(lines, steps.train(list(objectives.values()), w, rows, EPOCHS, batch, SEED), strict=True):
        for (objective, found), values in zip(line["objectives"].items(), terms, strict=True):
            for (term, value), expected in zip(found["terms"].items(), values, strict=True):
                difference = abs(value / expected - 1)
                print(name, line["epoch"], objective, term, value, f"{difference:.1e}")
                expect(difference < 1e-3, f"{name}, epoch {line['epoch']}: {objective}.{term} {value}, in JAX {expected}")
    trained = load_file("trained.safetensors")
    for key in w:
        if "running_" in key:
            np.testing.assert_allclose(trained[key], w[key], rtol=2e-3, atol=2e-3, err_msg=f"{name}: {key}")


FOOLING = 5
enter_workspace()
rows = mnist()[:150].reshape(-1, *IMAGE)
np.save("digits.npy", rows)
both = ("encoder", "decoder")
compare("conv-denoise", {"denoise": Objective(conv_denoise, both, draws=[IMAGE])})
compare("conv-upsample", {"reconstruction": Objective(conv_upsample, both)})
compare("dcgan-autoencoder", {"reconstruction": Objective(dcgan, ("encoder", "generator"), beta1=0.5, rate=lambda batch: 2e-3)}, 64)
compare("vae-conv", {"elbo": Objective(vae_conv, both, draws=[(20,)])})
compare("vae-gan", {
    "elbo": Objective(elbo, both, draws=[(20,), (20,)]),
    "judgement": Objective(judgement, ("discriminator",), every=2, beta1=0.5, rate=lambda batch: 2e-4, draws=[(20,), (20,)]),
})
