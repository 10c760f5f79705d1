"""mnist-dense: learns the bundled digits better than principal components could."""
# REQUIRES: numpy
# RUN: %python %s %t
from baselines import mean_predictor, mnist, principal_components
from programs import MNIST, enter_workspace, expect_below, finish_readme, start_readme, train
from results import check_entries, check_picture

enter_workspace()
images = mnist()
program = start_readme("mnist-dense")
lines = train(program, "--data", MNIST, "--validation", "0.2")
expect_below(lines[2]["validation"], mean_predictor(images) / 2, "test error after 3 epochs")
# PyTorch reaches 0.0107 after 10 epochs and 0.0063 after 30.
expect_below(lines[14]["validation"], 0.01, "test error after 15 epochs")
expect_below(lines[29]["validation"], 0.007, "test error after 30 epochs")
expect_below(lines[29]["validation"], principal_components(images, 64), "test error after 30 epochs")
check_entries(program, MNIST, images, 64, "mnist.safetensors")
check_picture(program, MNIST, images, 28, "mnist.safetensors")
finish_readme("mnist-dense")
