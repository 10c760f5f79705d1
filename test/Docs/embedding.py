"""docs/embedding.md: every command runs, with the files that the page shows."""
# REQUIRES: cc, c++, cmake, default-build
# RUN: %python %s %t
import pathlib
import re
import subprocess
import sys

from page import Page

page = Page("embedding.md")
for path, content in re.findall(r"<!-- file: (.*?) -->\n```\w+\n(.*?)^```$", page.text, re.M | re.S):
    pathlib.Path(path).parent.mkdir(exist_ok=True)
    pathlib.Path(path).write_text(content)
printed = [text for command, text in page.run() if "host" in command.split()[0]]
if len(printed) != 3 or set(printed) != {printed[0]} or not printed[0].startswith("loss 0.0"):
    sys.exit(f"the three hosts print {printed}")

# The model is compiled again when its definition changes, and not otherwise.
build = ["cmake", "--build", "project/build"]
again = subprocess.run(build, text=True, capture_output=True, check=True).stdout
if "Compiling the model" in again:
    sys.exit(f"a model that has not changed is compiled again:\n{again}")
page.check_links()
