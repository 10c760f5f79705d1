"""dcgan-autoencoder: three epochs of batches of 256 beat 32 principal components."""
# REQUIRES: numpy, safetensors
# RUN: %python %s %t
import numpy as np
from baselines import mean_predictor, mnist, principal_components
from programs import MNIST, enter_workspace, expect, expect_below, expect_equal, finish_readme, start_readme, train
from safetensors.numpy import load_file

EPOCHS = 3

enter_workspace()
images = mnist()
program = start_readme("dcgan-autoencoder")
lines = train(program, "--data", MNIST, "--validation", "0.2", "--epochs", EPOCHS)
error, best_linear = lines[-1]["validation"], principal_components(images, 32)
print(error, best_linear, mean_predictor(images))
expect_below(error, 0.8 * best_linear, f"test error after {EPOCHS} epochs, against 32 principal components")
# Entries use the running statistics and leave them as they were.
weights = open("dcgan.safetensors", "rb").read()
finish_readme("dcgan-autoencoder")
expect(open("dcgan.safetensors", "rb").read() == weights, "entries changed the weights")
expect_equal(np.load("latents.npy").shape, (10000, 32, 1, 1), "the shape of latents.npy")
trained = load_file("dcgan.safetensors")
expect_equal(int(trained["encoder.3.num_batches_tracked"]), lines[-1]["steps"], "the batches tracked")
expect_equal([name for name in trained if name.endswith(".bias")], ["encoder.3.bias", "generator.1.bias", "generator.4.bias"],
             "the biases, which are batch norm's")
