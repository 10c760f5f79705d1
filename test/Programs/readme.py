"""Every command of README.md but the test command, in its order; its output is real.

scripts/demo.sh runs in the checkout. The others run in a folder where the checkout's
folders are links, so that what they write stays here. Losses in the output shown may
differ by 5%: processors round differently.
"""
# REQUIRES: default-build
# RUN: %python %s %t
import os
import re
import subprocess

from programs import ROOT, enter_workspace, expect


def blocks(text, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.M | re.S)


def losses(text):
    """(epoch, loss, validation) of every line an epoch."""
    found = re.findall(r"^epoch (\d+)/\d+ loss (\S+) validation (\S+)", text, re.M)
    return {int(epoch): (float(loss), float(validation)) for epoch, loss, validation in found}


def check_output(shown, real):
    expect(len(shown) >= 3, f"the README shows {len(shown)} epochs")
    for epoch, values in shown.items():
        for mine, theirs in zip(values, real[epoch]):
            expect(abs(mine / theirs - 1) < 0.05, f"epoch {epoch}: the README says {mine}, found {theirs}")


enter_workspace()
for name in ("build", "examples"):
    os.symlink(ROOT / name, name)
readme = (ROOT / "README.md").read_text()
commands = [line for block in blocks(readme, "sh") for line in block.splitlines()]
expect("scripts/demo.sh" in commands and "scripts/test.sh" in commands, "the README lacks the two commands")
printed = {}
for command in commands:
    if command == "scripts/test.sh":
        continue
    where = ROOT if command.startswith("scripts/") else "."
    result = subprocess.run(["bash", "-c", command], cwd=where, text=True, capture_output=True)
    expect(result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}")
    printed[command] = result.stdout

(train,) = [text for command, text in printed.items() if " train " in command]
check_output(losses(blocks(readme, "text")[0]), losses(train))
expect("test error (mean squared, images not trained on): 0.00" in printed["scripts/demo.sh"], "the demo's error")
for path in ("reconstruction.png", "scores.csv", "latents.npy", ROOT / "reconstruction.png"):
    expect(os.path.getsize(path) > 1000, f"{path} was not written")
definition = blocks(readme, "mlir")[0]
with open(ROOT / "examples/mnist-dense/model.mlir") as file:
    expect(file.read().endswith(definition), "the definition in the README is not that of mnist-dense")
for link in re.findall(r"\]\((?!http)([^)#]+)\)", readme):
    expect((ROOT / link).exists(), f"README.md links to {link}, which does not exist")
