"""PyTorch as a worker; the first argument is eager or compile.

Of Adam's implementations and torch.compile's modes the fastest one on this model is
taken, measured when the worker starts. A mode that does not work here is left out, and
the settings say so.
"""

import itertools
import sys

from common import Task, fastest, measure, serve

mode, task = sys.argv[1], Task(sys.argv[2:])
import torch  # noqa: E402  (after the arguments are checked)

# Before any other thread exists: they inherit it.
torch.set_flush_denormal(True)
torch.set_num_threads(task.threads)


def make_image_model():
    """The layers of images.py; channels last where that is faster is a variant."""
    modules = []
    for (_, kind, inputs, outputs, kernel, stride), weight, bias in task.image_layers():
        if kind == "pool":
            modules.append(torch.nn.MaxPool2d(2))
            continue
        if kind.startswith("transposed"):
            module = torch.nn.ConvTranspose2d(inputs, outputs, kernel, stride, 1, output_padding=kernel % 2)
        else:
            module = torch.nn.Conv2d(inputs, outputs, kernel, stride, 1)
        with torch.no_grad():
            module.weight.copy_(torch.from_numpy(weight))
            module.bias.copy_(torch.from_numpy(bias))
        modules += [module, torch.nn.Sigmoid() if kind.endswith("last") else torch.nn.ReLU()]
    return torch.nn.Sequential(*modules)


def make_model():
    """Dense layers with relu between and sigmoid at the end, initial parameters."""
    if task.images:
        return make_image_model()
    modules = []
    for weight, bias in task.layers():
        linear = torch.nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(weight))
            linear.bias.copy_(torch.from_numpy(bias))
        modules += [linear, torch.nn.ReLU()]
    return torch.nn.Sequential(*modules[:-1], torch.nn.Sigmoid())


class Trainer:
    def __init__(self, adam, compile_options=None, compile_optimizer=False, channels_last=False):
        self.format = torch.channels_last if channels_last else torch.contiguous_format
        self.adam, self.compile_options, self.compile_optimizer = adam, compile_options, compile_optimizer
        self.batches = list(torch.from_numpy(task.data).unbind(0))
        self.reset()

    def reset(self):
        model = make_model().to(memory_format=self.format)
        if task.images:
            self.batches = [batch.contiguous(memory_format=self.format) for batch in self.batches]
        self.optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, **self.adam)

        loss = torch.nn.functional.binary_cross_entropy if task.images else torch.nn.functional.mse_loss

        def loss_of(x):
            return loss(model(x), x)

        self.loss_of, self.update = loss_of, self.optimizer.step
        if self.compile_options is not None:
            self.loss_of = torch.compile(loss_of, **self.compile_options)
            if self.compile_optimizer:
                self.update = torch.compile(self.optimizer.step, **self.compile_options)
        self.inputs = itertools.cycle(self.batches)

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss_of(next(self.inputs))
        loss.backward()
        self.update()
        return loss

    def losses(self, epochs):
        self.reset()
        count = len(self.batches)
        return [sum(self.step().item() for _ in range(count)) / count for _ in range(epochs)]

    def run(self, steps):
        return measure(self.step, steps)


def eager_variants():
    last = {"channels last, Adam(fused)": lambda: Trainer({"fused": True}, channels_last=True)}
    return (last if task.images else {}) | {
        "Adam(fused)": lambda: Trainer({"fused": True}),
        "Adam(foreach)": lambda: Trainer({"foreach": True}),
        "Adam(for loop)": lambda: Trainer({"foreach": False, "fused": False}),
    }


def compile_variants():
    last = {"channels last, Adam(fused)": lambda: Trainer({"fused": True}, {}, channels_last=True)}
    return (last if task.images else {}) | {
        "default, Adam(fused)": lambda: Trainer({"fused": True}, {}),
        "default, compiled Adam": lambda: Trainer({"foreach": True}, {}, compile_optimizer=True),
    }


def build(variants):
    """Returns the variants that can take a step, and why others cannot."""
    working, refused = {}, ""
    for name, make in variants.items():
        try:
            trainer = make()
            trainer.step()
            working[name] = trainer
        except Exception as error:  # a compiler that fails is a variant that is left out
            refused += f"; {name} failed: {type(error).__name__}"
    return working, refused


def main():
    working, refused = build(eager_variants() if mode == "eager" else compile_variants())
    if not working:
        sys.exit(f"no variant of {mode} works here{refused}")
    trainer, chosen = fastest(working)
    serve(trainer, f"PyTorch {torch.__version__}, {chosen}{refused}")


main()
