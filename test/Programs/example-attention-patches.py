"""attention-patches: a transformer of image patches, on fewer images and epochs."""
# REQUIRES: numpy
# RUN: %python %s %t
from baselines import mean_predictor, mnist, principal_components
from programs import MNIST, enter_workspace, expect_below, finish_readme, start_readme, train

enter_workspace()
images = mnist()
program = start_readme("attention-patches")
lines = train(program, "--data", MNIST, "--validation", "0.2", "--epochs", "4")
# 0.0125 measured; by a margin of a tenth below the best linear map of as many numbers.
error = lines[-1]["validation"]
expect_below(error, 0.9 * principal_components(images, 32), "test error after 4 epochs")
expect_below(error, 0.3 * mean_predictor(images), "test error after 4 epochs")
finish_readme("attention-patches")
