# Every command of docs/latent-space.md, in its order. What is drawn is the same bytes again.
# REQUIRES: default-build
# RUN: %python %s %t
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
shutil.rmtree(sys.argv[1], ignore_errors=True)
os.makedirs(sys.argv[1])
os.chdir(sys.argv[1])
for name in ("build", "examples"):
    os.symlink(ROOT / name, name)
os.symlink(ROOT / "examples/data/mnist/t10k-images-idx3-ubyte.gz", "digits.gz")
page = (ROOT / "docs/latent-space.md").read_text()


def run(command):
    result = subprocess.run(["bash", "-c", command], text=True, capture_output=True)
    if result.returncode:
        sys.exit(f"{command}\n{result.stdout}{result.stderr}")


commands = [line for block in re.findall(r"^```sh\n(.*?)^```$", page, re.M | re.S) for line in block.splitlines()]
for command in commands:
    run(command)
for written in ("traversal.png", "latents.png", "report.html"):
    (command,) = [command for command in commands if f"--out {written}" in command]
    first = pathlib.Path(written).read_bytes()
    run(command + " --threads 1")
    if pathlib.Path(written).read_bytes() != first:
        sys.exit(f"{command}: other bytes the second time")
for link in re.findall(r"\]\((?!http)([^)#]+)\)", page):
    if not (ROOT / "docs" / link).exists():
        sys.exit(f"docs/latent-space.md links to {link}, which does not exist")
