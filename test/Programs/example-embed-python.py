"""embed-python: a script trains through ctypes; the program goes on with its weights."""
# REQUIRES: numpy
# RUN: %python %s %t
import re
import shutil
import sys

import numpy as np
from programs import DIGITS, EXAMPLES, enter_workspace, expect, expect_below, readme_commands, run

enter_workspace()
shutil.copy(EXAMPLES / "embed-python/digits.py", ".")
for command in readme_commands("embed-python"):
    words = [word.replace("../digits-deep", f"{EXAMPLES}/digits-deep") for word in command]
    shown = run(sys.executable if words[0] == "python3" else words[0], *words[1:]).stdout
    if words[0] == "python3":
        error = float(re.search(r"not trained on: (\S+)", shown)[1])
digits = np.load(DIGITS).reshape(-1, 64) / 16
# A third of the mean digit's was measured; one that uses no latent has all of it.
expect_below(error, np.mean((digits[-359:] - digits[:-359].mean(0)) ** 2) * 2 / 3, "the error on other digits")
found, expected = np.load("latents.npy"), np.load("again.npy")
expect(found.tobytes() == expected.tobytes(), "the program's latents differ from Python's")

# Wrong arrays are Python's errors, wrong values the library's.
sys.path.insert(0, ".")
from digits import Digits  # noqa: E402

model = Digits("./libdigits.so", 8)
for wrong in (np.zeros((4, 64)), np.zeros((64, 4), np.float32).T, np.zeros(64, np.float32)):
    try:
        model.encode(wrong)
        sys.exit(f"encode took {wrong.dtype} of shape {wrong.shape}")
    except Exception as error:
        expect(type(error).__name__ == "ArgumentError", f"{error!r}")
try:
    model.train_step(np.zeros((9, 64), np.float32))
    sys.exit("train_step took nine rows")
except RuntimeError as error:
    expect("the number of rows is out of its range; a step takes 1 row" in str(error), str(error))
