# Every example of docs/language.md compiles, down to the fused rung. A comment
# `<!-- network ... -->` in front of a block, which readers do not see, says what the
# block stands in.
# RUN: %python %s
import os
import pathlib
import re
import subprocess
import sys

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs/language.md"
NETWORKS = """
  ae.network @encoder(%x: tensor<?x8xf32>) {
    %z = ae.dense %x, 4 : tensor<?x8xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.network @decoder(%z: tensor<?x4xf32>) {
    %y = ae.dense %z, 8 : tensor<?x4xf32>
    ae.return %y : tensor<?x8xf32>
  }
"""


def objective(name="o", extra_arguments="", optimizer="#ae.adam", body=""):
    return f"""
  ae.objective @{name}(%data: tensor<?x8xf32>{extra_arguments}) trains [@encoder] with {optimizer} {{
    {body}
    %code = ae.apply @encoder(%data) : (tensor<?x8xf32>) -> tensor<?x4xf32>
    %loss = nn.l2 %code : tensor<?x4xf32>
    ae.minimize %loss : tensor<?xf32>
  }}
"""


def model(*parts):
    return "ae.model @m {" + "".join(parts) + "}\n"


def in_network(arguments, block):
    """A network that an objective applies to inputs of its arguments' names."""
    names = re.findall(r"%\w+", arguments)
    types = re.findall(r"tensor<[^>]*>", arguments)
    values = ", ".join(re.findall(r"^%\w+", block, re.M)[-1:])
    net = f"ae.network @net({arguments}) {{\n{block}\nae.return {names[0]} : {types[0]}\n}}\n"
    apply = f"%of_net = ae.apply @net({', '.join(names)}) : ({', '.join(types)}) -> {types[0]}"
    assert values, block
    return model(NETWORKS, net, objective(extra_arguments=", " + arguments, body=apply))


def in_optimizers(block):
    lines = [line.split("//")[0].strip() for line in block.splitlines()]
    lines = [line for line in lines if line]
    return model(NETWORKS, *(objective(name=f"o{i}", optimizer=line) for i, line in enumerate(lines)))


def wrapped(place, block):
    """The definition a block stands for."""
    kind, _, arguments = place.partition(" ")
    if not kind:
        return block
    if kind == "network":
        return in_network(arguments, block)
    if kind == "objective":
        return model(NETWORKS, objective(extra_arguments=", " + arguments, body=block))
    return in_optimizers(block) if kind == "optimizer" else model(block, NETWORKS, objective())


blocks = re.findall(r"(?:<!-- (.*?) -->\n)?```mlir\n(.*?)```", PAGE.read_text(), re.S)
failures = len(blocks) < 10
for place, block in blocks:
    source = wrapped(place, block)
    run = subprocess.run(["aec", "compile", "-", "--emit=fused", "-o", os.devnull], input=source, text=True,
                         capture_output=True, timeout=60)
    if run.returncode:
        failures += 1
        print(source, run.stderr, sep="\n")
sys.exit(bool(failures))
