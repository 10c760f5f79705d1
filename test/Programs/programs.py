"""What the tests of compiled programs share: a folder of their own, compiling, running.

A test changes into the folder that lit names (%t) and works with relative names, as a
user does in a folder of his own, so that messages can be compared whole.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
MNIST = EXAMPLES / "data/mnist/t10k-images-idx3-ubyte.gz"
DIGITS = EXAMPLES / "data/digits/digits.npy"


def enter_workspace():
    """Makes the folder named on the command line, empty, the current one."""
    folder = pathlib.Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.chdir(folder)
    return folder


def run(*command, status=0, **options):
    """Runs a command; fails with all it printed where its exit status is another."""
    words = [str(word) for word in command]
    result = subprocess.run(words, text=True, capture_output=True, **options)
    if result.returncode != status:
        sys.exit(
            f"{' '.join(words)}\nended with status {result.returncode}, expected {status}\n"
            f"{result.stdout}{result.stderr}"
        )
    return result


def example(name):
    return EXAMPLES / name / "model.mlir"


def for_this_machine(command):
    """The same compilation for this machine's CPU level alone: in half the time."""
    words = [str(word) for word in command]
    chosen = any(word.startswith(("--march", "--target")) for word in words)
    return words if words[:2] != ["aec", "compile"] or chosen else [*words, "--march=native"]


def compile_model(definition, program="model", *options):
    """Compiles a definition and returns how its program is called."""
    run(*for_this_machine(["aec", "compile", definition, "-o", program, *options]))
    return f"./{program}"


def readme_commands(name):
    """The commands of an example's README, the bundled data where it is."""
    text = (EXAMPLES / name / "README.md").read_text()
    (block,) = re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S)
    return [line.replace("../", f"{EXAMPLES}/").split() for line in block.splitlines()]


def start_readme(name):
    """Runs a README's commands up to `train`, which a test does itself; returns the program."""
    for path in (EXAMPLES / name).iterdir():
        if path.suffix in (".mlir", ".py"):
            shutil.copy(path, ".")
    for command in readme_commands(name):
        if command[1] == "train":
            return command[0]
        run(*for_this_machine(command))
    sys.exit(f"the README of {name} does not train")


def finish_readme(name):
    """Runs the commands behind `train`: they use the weights that it wrote."""
    commands = readme_commands(name)
    trained = next(at for at, command in enumerate(commands) if command[1] == "train")
    for command in commands[trained + 1 :]:
        run(*command)


def make_data(name, path):
    """Writes the generated data of an example."""
    run(sys.executable, EXAMPLES / name / "make_data.py", path)
    return path


def train(program, *options, log="run.jsonl"):
    """Trains and returns the lines of the log, one dictionary an epoch."""
    run(program, "train", "--log", log, *options)
    with open(log) as lines:
        return [json.loads(line) for line in lines]


def expect(condition, message):
    if not condition:
        sys.exit(message)


def expect_below(value, bound, what):
    expect(value < bound, f"{what} is {value:.6g}, expected less than {bound:.6g}")


def expect_equal(found, expected, what):
    expect(found == expected, f"{what}: expected\n{expected!r}\nfound\n{found!r}")
