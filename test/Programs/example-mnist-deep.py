"""mnist-deep: 32 latent values through more layers beat 32 principal components."""
# REQUIRES: numpy
# RUN: %python %s %t
from baselines import mnist, principal_components
from programs import MNIST, enter_workspace, expect_below, finish_readme, start_readme, train
from results import check_entries, check_picture

enter_workspace()
images = mnist()
program = start_readme("mnist-deep")
lines = train(program, "--data", MNIST, "--validation", "0.2",)
expect_below(lines[-1]["validation"], principal_components(images, 32), "test error after 30 epochs")
check_entries(program, MNIST, images, 32, "mnist_deep.safetensors")
check_picture(program, MNIST, images, 28, "mnist_deep.safetensors")
finish_readme("mnist-deep")
