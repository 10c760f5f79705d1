"""What the lint tests read: sources, and the ops of the nn dialect."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = ("dialects", "include", "lib", "tools", "test", "scripts", "benchmarks", "examples")


def files(*suffixes, rooms=ROOMS):
    """Sources of the rooms, as paths relative to the root."""
    found = []
    for room in rooms:
        found += [path for path in (ROOT / room).rglob("*") if path.suffix in suffixes]
    return sorted(path.relative_to(ROOT) for path in found if path.is_file())


def text(path):
    return (ROOT / path).read_text()


def camel(mnemonic):
    return "".join(part.capitalize() for part in mnemonic.split("_"))


def op_records(dialect):
    """(class name without Op, mnemonic, ODS text) of every op of a dialect."""
    prefix = dialect.upper()
    for path in sorted((ROOT / "dialects" / prefix).glob("*.td")):
        source = path.read_text()
        starts = [*re.finditer(rf'^def {prefix}_(\w+)Op\s*:[^"{{]*<\s*"(\w+)"', source, re.M)]
        for match in starts:
            following = re.search(r"^(def|class|//===---)", source[match.end():], re.M)
            end = match.end() + following.start() if following else len(source)
            yield match[1], match[2], source[match.start():end]


def finish(problems):
    """Fails with every problem, one a line."""
    for problem in problems:
        print(problem)
    sys.exit(bool(problems))
