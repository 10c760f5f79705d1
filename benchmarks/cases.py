"""What is compared: the models, their batch sizes, data, initial weights and the
definition that aec compiles. Every contender starts from the same numbers.
"""

import gzip
import runpy
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import families
from families import FamilyCase

ROOT = Path(__file__).resolve().parent.parent
BATCHES = 8  # an epoch of the benchmark's data set


@dataclass(frozen=True)
class Case:
    sizes: tuple
    batch: int

    @property
    def model(self):
        return "-".join(map(str, self.sizes))

    @property
    def architecture(self):
        return ",".join(map(str, self.sizes))

    @property
    def slug(self):
        return f"{self.model}-b{self.batch}"

    @property
    def flops(self):
        """Operations of a step's matrix products: forward, weight gradients, and
        data gradients of all layers but the first."""
        products = [a * b for a, b in zip(self.sizes, self.sizes[1:])]
        return 2 * self.batch * (3 * sum(products) - products[0])


SMALL = (28, 64, 32, 64, 28)
MIDDLE = (784, 128, 64, 32, 64, 128, 784)
LARGE = (784, 1024, 512, 256, 64, 256, 512, 1024, 784)
CASES = [
    *(Case(MIDDLE, batch) for batch in (32, 128, 1024)),
    *(Case(LARGE, batch) for batch in (128, 1024)),
    Case(SMALL, 32),
    *families.cases(),
]


def load_data(case, folder):
    """Returns BATCHES * batch samples, f32: MNIST images (with their pixels that are
    always zero) or, for 28 columns, the data of examples/compression-28."""
    if isinstance(case, FamilyCase) or case.sizes[0] == 784:
        path = ROOT / "examples/data/mnist/t10k-images-idx3-ubyte.gz"
        values = np.frombuffer(gzip.open(path).read()[16:], np.uint8).reshape(-1, 784) / 255
    else:
        path = folder / "compression-28.npy"
        runpy.run_path(ROOT / "examples/compression-28/make_data.py")["main"](path)
        values = np.load(path)
    values = np.ascontiguousarray(values[: BATCHES * case.batch], np.float32)
    return families.prepared(case.family, values) if isinstance(case, FamilyCase) else values


def initial_parameters(case):
    """Returns [(weight [out, in], bias [out])], drawn as torch.nn.Linear draws."""
    generator = np.random.default_rng(0)
    layers = []
    for inputs, outputs in zip(case.sizes, case.sizes[1:]):
        bound = 1 / np.sqrt(inputs)
        draw = lambda *shape: generator.uniform(-bound, bound, shape).astype(np.float32)
        layers.append((draw(outputs, inputs), draw(outputs)))
    return layers


def parameter_names(case):
    """Returns PyTorch's names of the layers: an encoder to the narrowest layer, then a
    decoder; activations count as modules."""
    half = (len(case.sizes) - 1) // 2
    return [f"{'encoder' if i < half else 'decoder'}.{2 * (i % half)}" for i in range(2 * half)]


def _network(name, argument, sizes, last_activation):
    lines = [f"  ae.network @{name}(%{argument}: tensor<?x{sizes[0]}xf32>) {{"]
    value = argument
    for i, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        activation = last_activation if i + 2 == len(sizes) else "relu"
        lines.append(f"    %d{i} = ae.dense %{value}, {outputs} : tensor<?x{inputs}xf32>")
        lines.append(f"    %a{i} = nn.{activation} %d{i} : tensor<?x{outputs}xf32>")
        value = f"a{i}"
    lines += [f"    ae.return %{value} : tensor<?x{sizes[-1]}xf32>", "  }"]
    return lines


def definition(case):
    """Returns the case in aec's language."""
    middle = len(case.sizes) // 2
    width, latent = case.sizes[0], case.sizes[middle]
    lines = ["ae.model @bench {"]
    lines += _network("encoder", "x", case.sizes[: middle + 1], "relu")
    lines += _network("decoder", "z", case.sizes[middle:], "sigmoid")
    lines += [
        f"  ae.objective @reconstruction(%x: tensor<?x{width}xf32>) trains [@encoder, @decoder]",
        "      with #ae.adam<learning_rate = 1.0e-3> {",
        f"    %z = ae.apply @encoder(%x) : (tensor<?x{width}xf32>) -> tensor<?x{latent}xf32>",
        f"    %y = ae.apply @decoder(%z) : (tensor<?x{latent}xf32>) -> tensor<?x{width}xf32>",
        f"    %mse = nn.mse %y, %x : tensor<?x{width}xf32>",
        '    ae.minimize %mse as "reconstruction" : tensor<?xf32>',
        "  }",
        "}",
    ]
    return "\n".join(lines) + "\n"


def write_files(case, folder):
    """Writes data and initial weights in every form a contender reads, and the
    definition, to folder/<slug>.*."""
    from safetensors.numpy import save_file

    data, stem = load_data(case, folder), folder / case.slug
    if isinstance(case, FamilyCase):
        tensors, text = case.family.parameters(), case.family.DEFINITION
    else:
        tensors, text = {}, definition(case)
        for name, (weight, bias) in zip(parameter_names(case), initial_parameters(case)):
            tensors[f"{name}.weight"], tensors[f"{name}.bias"] = weight, bias
        np.concatenate([part.ravel() for part in tensors.values()]).tofile(f"{stem}.parameters.f32")
    np.save(f"{stem}.npy", data)
    data.tofile(f"{stem}.data.f32")
    save_file(tensors, f"{stem}.safetensors")
    Path(f"{stem}.mlir").write_text(text)
