# Every command of docs/compression.md, in its order, in a folder where the checkout's folders
# are links; its output is real, but for digits.
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
for name in ("build", "docs", "examples"):
    os.symlink(ROOT / name, name)
page = (ROOT / "docs/compression.md").read_text()
printed = ""
for block in re.findall(r"^```sh\n(.*?)^```$", page, re.M | re.S):
    for command in block.splitlines():
        result = subprocess.run(["bash", "-c", command], text=True, capture_output=True)
        if result.returncode:
            sys.exit(f"{command}\n{result.stdout}{result.stderr}")
        printed += result.stdout


def shape(line):
    return re.sub(r"[0-9.]+", "#", line)


known = {shape(line) for line in printed.splitlines()}
for block in re.findall(r"^```text\n(.*?)^```$", page, re.M | re.S):
    for line in block.splitlines():
        if shape(line) not in known:
            sys.exit(f"docs/compression.md shows {line!r}, which no command prints")
for link in re.findall(r"\]\((?!http)([^)#]+)\)", page):
    if not (ROOT / "docs" / link).exists():
        sys.exit(f"docs/compression.md links to {link}, which does not exist")
