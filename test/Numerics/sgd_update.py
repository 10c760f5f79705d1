# REQUIRES: jax
# RUN: %python %s
# Against the update rule of torch.optim.SGD's documentation.
from harness import Case, check, normal

SCALARS = "%rate: f64 {ae.learning_rate}, %step: i64 {ae.step}"
PLAIN = "%y = nn.sgd_update %p, %g rate %rate step %step {momentum = 0.0, weight_decay = 0.1} : {p}"
MOMENTUM = """%y, %b1 = nn.sgd_update %p, %g, moments %b rate %rate step %step
      {momentum = 0.9, weight_decay = 0.1FLAG} : {p}, {p} -> {p}"""


def momentum(p, g, b):
    b = 0.9 * b + g + 0.1 * p
    return p - 0.05 * b, b


def nesterov(p, g, b):
    g = g + 0.1 * p
    b = 0.9 * b + g
    return p - 0.05 * (g + 0.9 * b), b


def case(text, function, **args):
    return Case(text, function, wrt=[], scalars=SCALARS, step=3, learning_rate=0.05,
                p=normal("3x4"), g=normal("3x4"), **args)


check(
    case(PLAIN, lambda p, g: p - 0.05 * (g + 0.1 * p)),
    case(MOMENTUM.replace("FLAG", ""), momentum, b=normal("3x4"), results=("y", "b1")),
    case(MOMENTUM.replace("FLAG", ", nesterov"), nesterov, b=normal("3x4"), results=("y", "b1")),
)
