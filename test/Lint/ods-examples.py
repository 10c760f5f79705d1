# Every example of a description is in a test, and every constraint (C1), (C2), ...
# has a case there that breaks it.
# RUN: %python %s
import re

from repository import ROOT, finish, op_records, text


def normalized(source):
    return re.sub(r"\s+", " ", source)


problems = []
for dialect in ("nn", "ae"):
    for name, mnemonic, ods in op_records(dialect):
        path = f"test/Dialect/{dialect.upper()}/{mnemonic}.mlir"
        if not (ROOT / path).exists():
            problems.append(f"{dialect}.{mnemonic}: {path} is missing")
            continue
        test = text(path)
        for example in re.findall(r"```mlir\n(.*?)```", ods, re.S):
            for line in example.splitlines():
                line = normalized(line.replace("{ ... }", "{")).strip()  # a body left out
                if line not in normalized(test):
                    problems.append(f"{path}: the example's line '{line}' is not tested")
        for label in sorted(set(re.findall(r"\((C\d)\)", ods))):
            if f"_{label.lower()}" not in test and f"@{label.lower()}" not in test:
                problems.append(f"{path}: nothing breaks constraint ({label}) of {dialect}.{mnemonic}")
finish(problems)
