"""docs/embedding.md: every command runs, with the files that the page shows."""
# REQUIRES: cc, c++, cmake, default-build
# RUN: %python %s %t
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
folder = pathlib.Path(sys.argv[1])
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
os.chdir(folder)
for name in ("build", "examples"):
    os.symlink(ROOT / name, name)

page = (ROOT / "docs/embedding.md").read_text()
for path, content in re.findall(r"<!-- file: (.*?) -->\n```\w+\n(.*?)^```$", page, re.M | re.S):
    pathlib.Path(path).parent.mkdir(exist_ok=True)
    pathlib.Path(path).write_text(content)
commands = [line for block in re.findall(r"^```sh\n(.*?)^```$", page, re.M | re.S) for line in block.splitlines()]
printed = []
for command in commands:
    done = subprocess.run(["bash", "-c", command], text=True, capture_output=True)
    if done.returncode:
        sys.exit(f"{command}\n{done.stdout}{done.stderr}")
    if "host" in command.split()[0]:
        printed.append(done.stdout)
if len(printed) != 3 or set(printed) != {printed[0]} or not printed[0].startswith("loss 0.0"):
    sys.exit(f"the three hosts print {printed}")

# The model is compiled again when its definition changes, and not otherwise.
build = ["cmake", "--build", "project/build"]
again = subprocess.run(build, text=True, capture_output=True, check=True).stdout
if "Compiling the model" in again:
    sys.exit(f"a model that has not changed is compiled again:\n{again}")
for link in re.findall(r"\]\((?!http)([^)#]+)\)", page):
    if not (ROOT / "docs" / link).exists():
        sys.exit(f"docs/embedding.md links to {link}, which does not exist")
