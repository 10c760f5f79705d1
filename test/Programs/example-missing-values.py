"""missing-values: empty cells are not observed, and filled better than by the columns' means."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import digits
from programs import (
    compile_model,
    enter_workspace,
    example,
    expect,
    expect_below,
    expect_equal,
    finish_readme,
    run,
    start_readme,
    train,
)

enter_workspace()
program = start_readme("missing-values")
expect("values may be missing" in run(program, "info").stdout, "info does not say that x may have gaps")
lines = train(program, "--data", "digits.csv", "--validation", "0.2", "--epochs", 30)
finish_readme("missing-values")
run(program, "reconstruct", "--data", "digits.csv", "--out", "filled.npy")

truth = digits()
given = np.genfromtxt("digits.csv", delimiter=",") / 16
filled, gaps = np.load("filled.npy") / 16, np.isnan(given)
expect(0.35 < gaps.mean() < 0.45, f"{gaps.mean():.2f} of the cells are empty")
fit, test = slice(0, 1438), slice(1438, None)
means = np.broadcast_to(np.nanmean(given[fit], axis=0), given.shape)


def error(values):
    """On pixels of the test rows that nobody saw."""
    return float(np.mean((values - truth)[test][gaps[test]] ** 2))


expect(np.isfinite(filled).all(), "a reconstruction has gaps")
expect_below(error(filled), 0.6 * error(means), "the error on missing pixels, against that of column means")
print(f"gaps: {error(filled):.5f}, column means {error(means):.5f}, masked loss {lines[-1]['validation']:.5f}")

# The validation loss is the mean over rows of the means over what was observed.
seen = ~gaps[test]
rows = np.where(seen, (filled - np.nan_to_num(given))[test] ** 2, 0).sum(1) / np.maximum(seen.sum(1), 1)
expect(abs(rows.mean() / lines[-1]["validation"] - 1) < 1e-3, "the masked loss is not NumPy's")

# Without a use for gaps, a program refuses them; and so it does infinity with one.
definition = example("missing-values").read_text()
with open("strict.mlir", "w") as file:
    file.write(definition.replace(" masked", ""))
with open("gap.csv", "w") as file:
    file.write(",".join(["1"] * 63) + ",\n")
strict = compile_model("strict.mlir", "strict")
failed = run(strict, "train", "--data", "gap.csv", status=1)
expect_equal(failed.stderr, "error: gap.csv: row 1 (line 1), column 64 is empty; expected a number\n", "the message")
with open("far.csv", "w") as file:
    file.write(",".join(["1"] * 63) + ",inf\n")
failed = run(program, "train", "--data", "far.csv", status=1)
expect_equal(failed.stderr, 'error: far.csv: row 1 (line 1), column 64 is infinite: "inf"\n', "the message")
# The compiler says which op makes the difference.
warned = run("aec", "compile", "strict.mlir", "--emit=explicit", "-o", "strict.out").stderr
expect("warning: reads input @x with its gaps, so that programs refuse data with NaN; put nn.fill_missing in front" in warned, warned)
