# Every command of docs/latent-space.md. What is drawn is the same bytes again.
# REQUIRES: default-build
# RUN: %python %s %t
import os
import pathlib
import sys

from page import ROOT, Page, run

page = Page("latent-space.md")
os.symlink(ROOT / "examples/data/mnist/t10k-images-idx3-ubyte.gz", "digits.gz")
page.run()
for written in ("traversal.png", "latents.png", "report.html"):
    (command,) = [command for command in page.commands() if f"--out {written}" in command]
    first = pathlib.Path(written).read_bytes()
    run(command + " --threads 1")
    if pathlib.Path(written).read_bytes() != first:
        sys.exit(f"{command}: other bytes the second time")
page.check_links()
