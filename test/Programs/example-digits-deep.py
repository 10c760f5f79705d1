"""digits-deep: 8x8 pictures with values from 0 to 16, ten latent values."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import digits, principal_components
from programs import (
    DIGITS,
    enter_workspace,
    expect,
    expect_below,
    finish_readme,
    run,
    start_readme,
    train,
)
from results import check_entries, check_picture

enter_workspace()
images = digits()
program = start_readme("digits-deep")
lines = train(program, "--data", DIGITS, "--validation", "0.2")
expect_below(lines[-1]["validation"], principal_components(images, 10), "test error after 60 epochs")
check_entries(program, DIGITS, images, 10, "digits.safetensors")
check_picture(program, DIGITS, images, 8, "digits.safetensors")
finish_readme("digits-deep")

# Results come in the file's units, 0 to 16, also where only training saw the file.
run(program, "decode", "--data", "out.z.npy", "--out", "pixels.npy")
pixels = np.load("pixels.npy")
expect(np.allclose(pixels, np.load("out.d.npy") * 16, rtol=1e-6), "decode does not count to 16")
