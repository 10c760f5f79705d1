"""The commands in the examples' READMEs, as they stand but for one epoch of training."""
# RUN: %python %s %t
import os
import re
import shutil
import subprocess

from programs import EXAMPLES, enter_workspace, expect

folder = enter_workspace()
os.symlink(EXAMPLES / "data", "data")
index = (EXAMPLES / "README.md").read_text()
for model in sorted(EXAMPLES.glob("*/model.mlir")):
    name = model.parent.name
    expect(f"[{name}]({name})" in index, f"examples/README.md does not list {name}")
    os.mkdir(name)
    for path in model.parent.iterdir():
        if path.suffix in (".mlir", ".md", ".py"):
            shutil.copy(path, name)
    (block,) = re.findall(r"^```sh\n(.*?)^```$", (folder / name / "README.md").read_text(), re.M | re.S)
    for command in block.splitlines():
        once = re.sub(r"^(\./\w+ train) ", r"\1 --epochs 1 ", command)
        result = subprocess.run(["bash", "-c", once], cwd=name, text=True, capture_output=True)
        expect(result.returncode == 0, f"{name}: {once}\n{result.stdout}{result.stderr}")
