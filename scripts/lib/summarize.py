"""Adds up the JUnit files that GoogleTest and lit write, lists what failed, and
prints "N passed, N failed, N skipped" as its last line.

A disabled GoogleTest case counts as skipped: a test that does not run never passes.
A "<runner>.xml.died" file stands for a runner that ended before writing its report.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def outcome(case):
    """Says of one <testcase> element: passed, failed or skipped."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    did_not_run = case.get("status") == "notrun" or case.get("result") == "skipped"
    if did_not_run or case.find("skipped") is not None:
        return "skipped"
    return "passed"


def collect(folder):
    """Yields (name, outcome) for every test case reported under the folder."""
    for report in sorted(folder.glob("*.xml")):
        try:
            cases = list(ElementTree.parse(report).iter("testcase"))
        except ElementTree.ParseError as error:
            yield f"{report.stem} (unreadable report: {error})", "failed"
            continue
        for case in cases:
            yield f"{case.get('classname')}.{case.get('name')}", outcome(case)
    for mark in sorted(folder.glob("*.died")):
        yield f"{mark.read_text().strip()} (ended without a report)", "failed"


def main(folder):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    failures = []
    for name, result in collect(Path(folder)):
        counts[result] += 1
        if result == "failed":
            failures.append(name)
    if failures:
        print("failed:")
        for name in failures:
            print(f"  {name}")
    print(", ".join(f"{count} {result}" for result, count in counts.items()))
    return 0 if counts["passed"] and not failures else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
