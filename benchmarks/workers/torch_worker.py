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
# Channels last is then a variant.
has_images = getattr(task.family, "IMAGES", False)


def make_family():
    """The family's model with its initial weights, and loss."""
    model = task.family.torch_model()
    weights = {name: torch.from_numpy(value) for name, value in task.family.parameters().items()}
    model.load_state_dict(weights)
    return model, task.family.torch_loss


def make_dense():
    """Dense layers with relu between and sigmoid at the end, initial weights, and loss."""
    modules = []
    for weight, bias in task.layers():
        linear = torch.nn.Linear(weight.shape[1], weight.shape[0])
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(weight))
            linear.bias.copy_(torch.from_numpy(bias))
        modules += [linear, torch.nn.ReLU()]
    model = torch.nn.Sequential(*modules[:-1], torch.nn.Sigmoid())
    return model, lambda model, x: torch.nn.functional.mse_loss(model(x), x)


class Trainer:
    def __init__(self, adam, compile_options=None, compile_optimizer=False, channels_last=False):
        self.format = torch.channels_last if channels_last else torch.contiguous_format
        self.adam, self.compile_options, self.compile_optimizer = adam, compile_options, compile_optimizer
        self.batches = list(torch.from_numpy(task.data).unbind(0))
        self.reset()

    def reset(self):
        model, loss = make_family() if task.family else make_dense()
        if has_images:
            model = model.to(memory_format=self.format)
            self.batches = [batch.contiguous(memory_format=self.format) for batch in self.batches]
        self.optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, **self.adam)

        def loss_of(x):
            return loss(model, x)

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
    return (last if has_images else {}) | {
        "Adam(fused)": lambda: Trainer({"fused": True}),
        "Adam(foreach)": lambda: Trainer({"foreach": True}),
        "Adam(for loop)": lambda: Trainer({"foreach": False, "fused": False}),
    }


def compile_variants():
    last = {"channels last, Adam(fused)": lambda: Trainer({"fused": True}, {}, channels_last=True)}
    return (last if has_images else {}) | {
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
