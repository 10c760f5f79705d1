# Every command of docs/data.md, in its order, in a folder where the checkout's folders are
# links.
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
page = (ROOT / "docs/data.md").read_text()
for block in re.findall(r"^```sh\n(.*?)^```$", page, re.M | re.S):
    for command in block.splitlines():
        result = subprocess.run(["bash", "-c", command], text=True, capture_output=True)
        if result.returncode:
            sys.exit(f"{command}\n{result.stdout}{result.stderr}")
for link in re.findall(r"\]\((?!http)([^)#]+)\)", page):
    if not (ROOT / "docs" / link).exists():
        sys.exit(f"docs/data.md links to {link}, which does not exist")
