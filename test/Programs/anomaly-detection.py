"""Every command of docs/anomaly-detection.md, and what a compiled program must do besides.

Words, windows and standard input are tested with hand-written models in test/Unit/Runtime; here the
program is compiled, and a stream answers while it is still open.
"""
# REQUIRES: numpy
# RUN: %python %s %t
import pathlib
import re
import subprocess

import numpy as np
from programs import EXAMPLES, ROOT, compile_model, enter_workspace, expect, expect_equal, run

enter_workspace()
for name in ("model.mlir", "split.py"):
    pathlib.Path(name).write_bytes((EXAMPLES / "anomaly-tabular" / name).read_bytes())


def check_page():
    """The page's commands, in their order; what they read besides is made where it is first there."""
    page = (ROOT / "docs/anomaly-detection.md").read_text()
    commands = "".join(re.findall(r"^```sh\n(.*?)^```$", page, re.M | re.S)).splitlines()
    printed = {}
    for command in commands:
        if "series.csv" in command:
            values = 10 * np.sin(np.arange(200) / 5)
            pathlib.Path("series.csv").write_text("value\n" + "\n".join(map(str, values)) + "\n")
        if "--labels" in command:
            rows = pathlib.Path("test.csv").read_text().splitlines()[1:]
            pathlib.Path("labels.csv").write_text("\n".join(row.split(",")[-1] for row in rows) + "\n")
        command = command.replace("../data/", f"{EXAMPLES}/data/")
        printed[command] = run("bash", "-o", "pipefail", "-c", command).stdout
    lines = {text.splitlines()[1] for text in printed.values() if "ROC-AUC" in text}
    expect_equal(len(lines), 1, "lines of metrics, from a column and from a file")
    trained = "".join(text for command, text in printed.items() if " train " in command)
    for quantile in ("0.98", "1"):
        line = rf"^threshold \S+: quantile {quantile} of the scores of 488 validation samples$"
        expect(re.search(line, trained, re.M), trained)
    expect_equal(len(pathlib.Path("rows.csv").read_text().splitlines()), 201, "lines of --per-row")
    expect_equal(np.load("strict.npy").shape, (2696, 2), "strict.npy")
    (stream,) = [text for command, text in printed.items() if "--data -" in command]
    expect_equal(len(stream.splitlines()), 20, "lines of standard input")


def check_stream():
    """A line is answered before the next one is sent."""
    lines = pathlib.Path("test.csv").read_text().splitlines()
    command = ["./blocks", "score", "--data", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        process.stdin.write(lines[0] + "\n")
        expect_equal(process.stdout.readline(), "index,score,label\n", "the header")
        for index, line in enumerate(lines[1:6]):
            process.stdin.write(line + "\n")
            answer = process.stdout.readline()
            expect(answer.startswith(f"{index},"), answer)
        process.stdin.close()
        expect_equal(process.wait(), 0, "the exit code")


def check_report():
    """Columns have units of their own: samples are drawn in those that the error is in."""
    run("./blocks", "report", "--data", "test.csv", "--label-column", "label", "--out", "table.html")
    expect("column, in prepared units" in pathlib.Path("table.html").read_text(), "samples are drawn in the table's units")


WORDS = """
ae.model @shop epochs 2 {
  ae.input @row : tensor<?x4xf32> normalize standardize
  ae.network @encoder(%row: tensor<?x4xf32>) {
    %z = ae.dense %row, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.network @decoder(%z: tensor<?x2xf32>) {
    %y = ae.dense %z, 4 : tensor<?x2xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.objective @o(%row: tensor<?x4xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%row) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x2xf32>) -> tensor<?x4xf32>
    %l = nn.mse %y, %row : tensor<?x4xf32>
    ae.minimize %l : tensor<?xf32>
  }
}
"""


def check_words():
    pathlib.Path("shop.mlir").write_text(WORDS)
    program = compile_model("shop.mlir", "shop")
    rng = np.random.default_rng(0)
    kinds = rng.choice(["apple", "pear", "plum"], 100)
    prices = rng.random(100)
    rows = "".join(f"{price},{kind}\n" for price, kind in zip(prices, kinds))
    pathlib.Path("shop.csv").write_text("price,kind\n" + rows)
    run(program, "train", "--data", "shop.csv", "--validation", 0.2)
    run(program, "score", "--data", "shop.csv", "--out", "a.npy")
    hot = np.column_stack([prices] + [kinds == kind for kind in ("apple", "pear", "plum")])
    np.save("hot.npy", hot.astype(np.float32))
    run(program, "score", "--data", "hot.npy", "--out", "b.npy")
    expect(np.array_equal(np.load("a.npy"), np.load("b.npy")), "words are not one-hot")
    pathlib.Path("turned.csv").write_text("kind,when,price\n" + "".join(f"{k},9,{p}\n" for p, k in zip(prices, kinds)))
    run(program, "score", "--data", "turned.csv", "--out", "c.npy")
    expect(np.array_equal(np.load("a.npy"), np.load("c.npy")), "columns are not found by name")


check_page()
check_stream()
check_report()
check_words()
