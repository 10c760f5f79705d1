# REQUIRES: jax
# RUN: %python %s
# Gradients of gradients of everything a critic or an encoder is made of: (f'(x))^2, whose
# gradient is 2 f' f''. Kinks of f and of f' are kept away from; at them the compiled
# gradient is one-sided or 0, as the first-order one is.
import jax
import jax.numpy as jnp

from harness import Case, check, distinct, indices, normal, uniform

nn = jax.nn


def slopes(function):
    """The square of the gradient of the sum."""
    return lambda x, *rest: jax.grad(lambda x: function(x, *rest).sum())(x) ** 2


def activation(op, function, kinks=(), **draw):
    text = f"""%a = {op} : {{x}}
  %g = nn.gradient %a wrt %x : {{x}}, {{x}}
  %y = nn.square %g : {{x}}"""
    return Case(text, slopes(function), x=normal("?x5", avoid=kinks, **draw))


def loss(op, function, prediction, target, types="{p}", rank=1, wrt=None):
    """`rank`: of the loss's result, which its op infers."""
    result = "tensor<?x{element}>" if rank else "tensor<{element}>"
    text = f"""%l = {op} : {types}
  %g = nn.gradient %l wrt %p : {result}, {{p}}
  %y = nn.square %g : {{p}}"""
    return Case(text, slopes(function), wrt=["p"], p=prediction, t=target)


def bce(p, t):
    return -(t * jnp.log(p) + (1 - t) * jnp.log(1 - p))


def huber(p, t):
    error = jnp.abs(p - t)
    return jnp.where(error < 1, 0.5 * error**2, error - 0.5)


def cosine(p, t):
    return 1 - (p * t).sum(1) / (jnp.linalg.norm(p, axis=1) * jnp.linalg.norm(t, axis=1))


def cross_entropy(p, t):
    return -jnp.take_along_axis(nn.log_softmax(p), t[:, None], axis=1)[:, 0]


def mean(function):
    return lambda p, t: function(p, t).mean(1)


check(
    activation("nn.relu %x", nn.relu, [0]),
    activation("nn.leaky_relu %x", nn.leaky_relu, [0]),
    activation("nn.elu %x", nn.elu, [0]),
    activation("nn.selu %x", nn.selu, [0]),
    activation("nn.gelu %x", lambda x: nn.gelu(x, approximate=False)),
    activation("nn.gelu %x approximate tanh", nn.gelu),
    activation("nn.silu %x", nn.silu),
    activation("nn.sigmoid %x", nn.sigmoid),
    activation("nn.tanh %x", jnp.tanh),
    activation("nn.softplus %x", nn.softplus),
    activation("nn.softmax %x", nn.softmax),
    activation("nn.log_softmax %x", nn.log_softmax),
    activation("nn.hard_sigmoid %x", nn.hard_sigmoid, [-3, 3], scale=3.0),
    activation("nn.hard_tanh %x", nn.hard_tanh, [-1, 1], scale=2.0),
    activation("nn.hard_swish %x", nn.hard_swish, [-3, 3], scale=3.0),
    activation("nn.relu6 %x", nn.relu6, [0, 6], scale=3.0),
    activation("nn.square %x", jnp.square),
    activation("nn.exp %x", jnp.exp),
    activation("nn.erf %x", jax.scipy.special.erf),
    Case("""%s = nn.softmax %x : {x}
  %q = nn.square %s : {x}
  %g = nn.gradient %q wrt %x : {x}, {x}
  %y = nn.square %g : {x}""", slopes(lambda x: nn.softmax(x) ** 2), x=normal("?x5")),
    Case("""%a = nn.log %x : {x}
  %b = nn.sqrt %x : {x}
  %c = nn.div %a, %b : {x}
  %g = nn.gradient %c wrt %x : {x}, {x}
  %y = nn.square %g : {x}""", slopes(lambda x: jnp.log(x) / jnp.sqrt(x)), x=uniform("?x5", 0.5, 2.0)),
    loss("nn.mse %p, %t", mean(lambda p, t: (p - t) ** 2), normal("?x5"), normal("?x5")),
    loss("nn.mae %p, %t", mean(lambda p, t: jnp.abs(p - t)), distinct("?x5"), distinct("?x5", start=-1.05)),
    loss("nn.huber %p, %t", mean(huber), normal("?x5", scale=0.3), normal("?x5", scale=0.3)),
    loss("nn.bce %p, %t", mean(bce), uniform("?x5", 0.05, 0.95), uniform("?x5", 0, 1)),
    loss("nn.bce_with_logits %p, %t", mean(lambda p, t: bce(nn.sigmoid(p), t)), normal("?x5", avoid=[0]), uniform("?x5", 0, 1)),
    loss("nn.cosine %p, %t", cosine, normal("?x5"), normal("?x5")),
    loss("nn.cross_entropy_with_logits %p, %t", cross_entropy, normal("?x5"), indices("?", 5), "{p}, {t}"),
    loss("nn.mse %p, %t reduce sum", lambda p, t: (p - t) ** 2, normal("?x5"), normal("?x5"), rank=0),
)
