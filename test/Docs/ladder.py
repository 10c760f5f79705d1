# dialects/README.md prints a model rung by rung: its lines are what the commands
# above them print. `...` stands for anything, %-names for any, order counts.
# RUN: %python %s %t.mlir
import pathlib
import re
import subprocess
import sys

PAGE = pathlib.Path(__file__).resolve().parents[2] / "dialects/README.md"


def normalized(text):
    return re.sub(r"\s+", " ", re.sub(r"%\w+", "%", text))


blocks = re.findall(r"`(aec compile [^`]*)`\n\n```mlir\n(.*?)```", PAGE.read_text(), re.S)
source = pathlib.Path(sys.argv[1])
source.write_text(blocks[0][1])
problems = [] if len(blocks) == 6 else [f"found {len(blocks)} rungs, expected 6"]
for command, block in blocks:
    run = subprocess.run(command.replace("tiny.mlir", str(source)).split(), text=True, capture_output=True, timeout=60)
    output, place = normalized(run.stdout), 0
    for line in block.strip().splitlines():
        pieces = [re.escape(piece.strip()) for piece in normalized(line.strip()).split("...")]
        match = re.compile(".*?".join(pieces)).search(output, place)
        if not match:
            problems.append(f"{command}: does not print, at this place: {line}\n{run.stderr}")
            break
        place = match.end()
print("\n".join(problems))
sys.exit(bool(problems))
