"""What the tests of pages share: a page's commands, run in their order as a reader runs them, in
a folder of their own where the checkout's folders are links."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def shape(line):
    """A line of output but for its digits."""
    return re.sub(r"[0-9.]+", "#", line)


def run(command):
    """What a command prints; fails with all of it where the command fails."""
    result = subprocess.run(["bash", "-c", command], text=True, capture_output=True)
    if result.returncode:
        sys.exit(f"{command}\n{result.stdout}{result.stderr}")
    return result.stdout


class Page:
    """A page of docs/, from a folder (%t) that is made and entered."""

    def __init__(self, name, links=("build", "examples")):
        shutil.rmtree(sys.argv[1], ignore_errors=True)
        os.makedirs(sys.argv[1])
        os.chdir(sys.argv[1])
        for link in links:
            os.symlink(ROOT / link, link)
        self.path = f"docs/{name}"
        self.text = (ROOT / self.path).read_text()

    def blocks(self, language):
        return re.findall(rf"^```{language}\n(.*?)^```$", self.text, re.M | re.S)

    def commands(self):
        return [line for block in self.blocks("sh") for line in block.splitlines()]

    def run(self):
        """Runs all commands; returns each with what it printed."""
        return [(command, run(command)) for command in self.commands()]

    def check_output(self, printed):
        """What the page shows as output was printed, but for digits."""
        known = {shape(line) for _, text in printed for line in text.splitlines()}
        for block in self.blocks("text"):
            for line in block.splitlines():
                if shape(line) not in known:
                    sys.exit(f"{self.path} shows {line!r}, which no command prints")

    def check_links(self):
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", self.text):
            if not (ROOT / "docs" / link).exists():
                sys.exit(f"{self.path} links to {link}, which does not exist")
