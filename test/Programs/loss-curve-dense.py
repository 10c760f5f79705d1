"""From the same weights, order and draws, losses of the dense examples are JAX's (see curves.py)."""
# REQUIRES: jax, numpy, safetensors
# RUN: %python %s %t
import csv

import jax
import jax.numpy as jnp
import numpy as np
from baselines import digits, mnist
from curves import ROWS, compare, warmup
from images import dense
from programs import DIGITS, EXAMPLES, enter_workspace
from steps import Objective, Uniform

BOTH = ("encoder", "decoder")
relu, sigmoid = jax.nn.relu, jax.nn.sigmoid


def squared(y, x):
    return ((y - x) ** 2).mean()


def cross_entropy(logits, x):
    return (jnp.logaddexp(0, logits) - x * logits).sum(1).mean()


def divergence(mean, logvar):
    return (jnp.exp(logvar) + mean**2 - 1 - logvar).sum(1).mean() / 2


def terms(*values, weights=None):
    total = sum(weight * value for weight, value in zip(weights or [1] * len(values), values))
    return total, (jnp.array(values), {})


def vae(w, x, noise, weight=1):
    h = relu(dense(w, "encoder.fc1", x))
    mean, logvar = dense(w, "encoder.fc21", h), dense(w, "encoder.fc22", h)
    h = relu(dense(w, "decoder.fc3", mean + jnp.exp(logvar / 2) * noise))
    return terms(cross_entropy(dense(w, "decoder.fc4", h), x), divergence(mean, logvar), weights=[1, weight])


def conditional(w, x, label, noise):
    classes = jax.nn.one_hot(label, 10)
    h = relu(dense(w, "features.2", jnp.concatenate([x, classes], 1)))
    mean, logvar = dense(w, "encoder.1", h), dense(w, "spread.1", h)
    z = jnp.concatenate([mean + jnp.exp(logvar / 2) * noise, classes], 1)
    y = dense(w, "decoder.4", relu(dense(w, "decoder.2", z)))
    return terms(cross_entropy(y, x), 2 * divergence(mean, logvar), weights=[1, 0.5])


def sparse(w, x):
    h = relu(dense(w, "encoder.0", x))
    return terms(squared(sigmoid(dense(w, "decoder.0", h)), x), jnp.abs(h).mean(), weights=[1, 0.02])


def contractive(w, x):
    encode = lambda row: sigmoid(dense(w, "encoder.0", row))
    norm = (jax.vmap(jax.jacrev(encode))(x) ** 2).sum((1, 2)).mean()
    return terms(squared(sigmoid(dense(w, "decoder.0", encode(x))), x), norm, weights=[1, 5e-3])


def denoising(w, x, masking, noise, dropping):
    h = relu(dense(w, "encoder.0", x * (masking > 0.3) + 0.1 * noise))
    return terms(squared(sigmoid(dense(w, "decoder.1", h * (dropping > 0.1) / 0.9)), x))


def imputer(w, x):
    seen = ~jnp.isnan(x)
    filled = jnp.where(seen, x, 0)
    z = dense(w, "encoder.5", relu(dense(w, "encoder.3", jnp.concatenate([filled, seen], 1))))
    y = sigmoid(dense(w, "decoder.2", relu(dense(w, "decoder.0", z))))
    return terms((((y - filled) ** 2 * seen).sum(1) / seen.sum(1)).mean())


def blocks(w, x):
    z = dense(w, "encoder.2", jnp.tanh(dense(w, "encoder.0", x)))
    return terms(squared(dense(w, "decoder.2", jnp.tanh(dense(w, "decoder.0", z))), x))


def decoded(w, z):
    return sigmoid(dense(w, "decoder.2", relu(dense(w, "decoder.0", z))))


def coded(w, x):
    return dense(w, "encoder.2", relu(dense(w, "encoder.0", x)))


def leaky(x):
    return jax.nn.leaky_relu(x, 0.2)


def critic(w, z):
    return dense(w, "critic.4", leaky(dense(w, "critic.2", leaky(dense(w, "critic.0", z)))))


def code_judgement(w, x, draw):
    return terms(jax.nn.softplus(-critic(w, draw)).mean(), jax.nn.softplus(critic(w, coded(w, x))).mean())


def generated(w, x):
    z = dense(w, "encoder.2", leaky(dense(w, "encoder.0", x)))
    return jnp.tanh(dense(w, "generator.2", relu(dense(w, "generator.0", z))))


def discriminated(w, x):
    """Logits."""
    return dense(w, "discriminator.2", leaky(dense(w, "discriminator.0", x)))


def generation(w, x):
    made = generated(w, x)
    fool = jax.nn.softplus(-discriminated(w, made)).mean()
    return terms(squared(made / 2 + 0.5, x), fool, weights=[1, 2e-3])


def judgement(w, x):
    real, made = discriminated(w, 2 * x - 1), discriminated(w, generated(w, x))
    return terms((jax.nn.softplus(real) - 0.9 * real).mean(), jax.nn.softplus(made).mean())


def rate(value):
    return lambda batch: value


enter_workspace()
x, small = mnist()[:ROWS], digits()[:ROWS]
compare("vae-dense", {"elbo": Objective(vae, BOTH, draws=[(20,)])}, {"x": x}, (x,))
rising = lambda step: 4 * warmup(4)(step)
compare("beta-vae", {"elbo": Objective(vae, BOTH, draws=[(10,)], weight=rising)}, {"x": x}, (x,))
labels = np.load(DIGITS.parent / "labels.npy")[:ROWS].astype(np.int64)
bound = Objective(conditional, ("features", "encoder", "spread", "decoder"), rate=rate(2e-3), draws=[(4,)])
compare("conditional-vae", {"bound": bound}, {"x": small, "label": labels}, (small, labels))
compare("sparse", {"reconstruction": Objective(sparse, BOTH)}, {"x": x}, (x,))
compare("contractive", {"reconstruction": Objective(contractive, BOTH, rate=rate(3e-3))}, {"x": small}, (small,))
noises = [Uniform([784]), (784,), Uniform([512])]
compare("denoising-dense", {"reconstruction": Objective(denoising, BOTH, draws=noises)}, {"x": x}, (x,))
gaps = np.where(np.random.default_rng(0).random(small.shape) < 0.4, np.float32(np.nan), small)
compare("missing-values", {"reconstruction": Objective(imputer, BOTH, rate=rate(2e-3))}, {"x": gaps}, (gaps,))
with open(EXAMPLES / "data/tabular/pageblocks.csv") as file:
    table = np.array([row[:10] for row in list(csv.reader(file))[1 : ROWS + 1]], np.float32)
prepared = (table - table.mean(0, dtype=np.float64)) / table.std(0, dtype=np.float64)
tabular = Objective(blocks, BOTH, rate=rate(3e-3))
compare("anomaly-tabular", {"reconstruction": tabular}, {"block": table}, (prepared.astype(np.float32),))
compare("adversarial-autoencoder", {
    "reconstruction": Objective(lambda w, x: terms(squared(decoded(w, coded(w, x)), x)), BOTH),
    "judgement": Objective(code_judgement, ("critic",), beta1=0.5, draws=[(6,)]),
    "deception": Objective(lambda w, x: terms(jax.nn.softplus(-critic(w, coded(w, x))).mean()), ("encoder",), beta1=0.5, rate=rate(5e-4)),
}, {"x": small}, (small,))
compare("gan-autoencoder", {
    "generation": Objective(generation, ("encoder", "generator"), beta1=0.5),
    "judgement": Objective(judgement, ("discriminator",), every=2, beta1=0.5, rate=rate(5e-4)),
}, {"x": small}, (small,))
