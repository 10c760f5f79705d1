"""compression-28: windows of a signal from a .npy file of float32."""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import mean_predictor, principal_components
from programs import enter_workspace, expect_below, finish_readme, start_readme, train
from results import check_entries

enter_workspace()
program = start_readme("compression-28")
data = "data.npy"
windows = np.load(data)
lines = train(program, "--data", data, "--validation", "0.2")
expect_below(lines[-1]["validation"], mean_predictor(windows) / 50, "test error after 30 epochs")
# 28 components are the identity; the latent of 32 is trained as far as eight of them.
expect_below(lines[-1]["validation"], principal_components(windows, 8), "test error after 30 epochs")
check_entries(program, data, windows, 32, "signal.safetensors")
finish_readme("compression-28")
