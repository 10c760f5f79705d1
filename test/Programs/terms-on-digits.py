"""Salt and pepper, free bits and the Wasserstein penalty: each trains on digits and beats a baseline.

What no example is about, in small networks of dense layers.
"""
# REQUIRES: numpy
# RUN: %python %s %t
import numpy as np
from baselines import digits, mean_predictor, nearest, split
from programs import DIGITS, compile_model, enter_workspace, expect, expect_below, run, train

ENCODER = """
  ae.network @encoder(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 128 : tensor<?x64xf32>
    %1 = nn.relu %0 : tensor<?x128xf32>
    %z = ae.dense %1, LATENT : tensor<?x128xf32>
    ae.return %z : tensor<?xLATENTxf32>
  }"""
DECODER = """
  ae.network @decoder(%z: tensor<?xLATENTxf32>) {
    %0 = ae.dense %z, 128 : tensor<?xLATENTxf32>
    %1 = nn.relu %0 : tensor<?x128xf32>
    %2 = ae.dense %1, 64 : tensor<?x128xf32>
    %y = nn.sigmoid %2 : tensor<?x64xf32>
    ae.return %y : tensor<?x64xf32>
  }"""
NOISE = """
  ae.objective @cleaning(%x: tensor<?x64xf32>) trains [@encoder, @decoder] with #ae.adam<learning_rate = 2.0e-3> {
    %noisy = ae.salt_and_pepper %x, 0.2 : tensor<?x64xf32>
    %z = ae.apply @encoder(%noisy) : (tensor<?x64xf32>) -> tensor<?xLATENTxf32>
    %y = ae.apply @decoder(%z) : (tensor<?xLATENTxf32>) -> tensor<?x64xf32>
    %mse = nn.mse %y, %x : tensor<?x64xf32>
    ae.minimize %mse as "error" : tensor<?xf32>
  }"""
BITS = """
  ae.network @encoder(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 128 : tensor<?x64xf32>
    %1 = nn.relu %0 : tensor<?x128xf32>
    %mean = ae.dense %1, LATENT as @mean : tensor<?x128xf32>
    %logvar = ae.dense %1, LATENT as @logvar : tensor<?x128xf32>
    ae.return %mean, %logvar : tensor<?xLATENTxf32>, tensor<?xLATENTxf32>
  }
  ae.objective @bound(%x: tensor<?x64xf32>) trains [@encoder, @decoder] with #ae.adam<learning_rate = 2.0e-3> {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> (tensor<?xLATENTxf32>, tensor<?xLATENTxf32>)
    %z = ae.reparameterize %mean, %logvar : tensor<?xLATENTxf32>
    %y = ae.apply @decoder(%z) : (tensor<?xLATENTxf32>) -> tensor<?x64xf32>
    %bce = nn.bce %y, %x reduce batch_mean : tensor<?x64xf32>
    %kl = nn.kl_normal %mean, %logvar FREE : tensor<?xLATENTxf32>
    ae.minimize %bce as "reconstruction" + 4 * %kl as "kl" : tensor<?xf32>, KL
  }
  ae.entry @encode(%x: tensor<?x64xf32>) {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> (tensor<?xLATENTxf32>, tensor<?xLATENTxf32>)
    ae.return %mean : tensor<?xLATENTxf32>
  }
  ae.entry @reconstruct(%x: tensor<?x64xf32>) {
    %mean, %logvar = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> (tensor<?xLATENTxf32>, tensor<?xLATENTxf32>)
    %y = ae.apply @decoder(%mean) : (tensor<?xLATENTxf32>) -> tensor<?x64xf32>
    ae.return %y : tensor<?x64xf32>
  }"""
# The critic is 1-Lipschitz between real and made pictures, so that what it tells apart is a distance.
CRITIC = """
  ae.prior normal : tensor<?xLATENTxf32>
  ae.network @critic(%x: tensor<?x64xf32>) {
    %0 = ae.dense %x, 128 : tensor<?x64xf32>
    %1 = nn.leaky_relu %0 {slope = 0.2} : tensor<?x128xf32>
    %d = ae.dense %1, 1 : tensor<?x128xf32>
    ae.return %d : tensor<?x1xf32>
  }
  ae.objective @making(%x: tensor<?x64xf32>) trains [@encoder, @decoder] with #ae.adam<learning_rate = 1.0e-3, beta1 = 0.5> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?xLATENTxf32>
    %y = ae.apply @decoder(%z) : (tensor<?xLATENTxf32>) -> tensor<?x64xf32>
    %mse = nn.mse %y, %x : tensor<?x64xf32>
    %draw = ae.normal : tensor<?xLATENTxf32>
    %made = ae.apply @decoder(%draw) : (tensor<?xLATENTxf32>) -> tensor<?x64xf32>
    %d = ae.apply @critic(%made) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %fool = nn.mean %d dims [1] : tensor<?x1xf32>
    ae.minimize %mse as "error" + -0.02 * %fool as "fooling" : tensor<?xf32>, tensor<?xf32>
  }
  ae.objective @judging(%x: tensor<?x64xf32>) trains [@critic] with #ae.adam<learning_rate = 1.0e-3, beta1 = 0.5> {
    %draw = ae.normal : tensor<?xLATENTxf32>
    %made = ae.apply @decoder(%draw) : (tensor<?xLATENTxf32>) -> tensor<?x64xf32>
    %real = ae.apply @critic(%x) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %fake = ae.apply @critic(%made) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %gap = nn.sub %fake, %real : tensor<?x1xf32>
    %distance = nn.mean %gap dims [1] : tensor<?x1xf32>
    %share = ae.uniform : tensor<?x1xf32>
    %far = nn.sub %made, %x : tensor<?x64xf32>
    %step = nn.mul %far, %share : tensor<?x64xf32>, tensor<?x1xf32>
    %between = nn.add %x, %step : tensor<?x64xf32>
    %score = ae.apply @critic(%between) : (tensor<?x64xf32>) -> tensor<?x1xf32>
    %g = nn.gradient %score wrt %between : tensor<?x1xf32>, tensor<?x64xf32>
    %slope = nn.gradient_penalty %g target 1.0 : tensor<?x64xf32>
    ae.minimize %distance as "distance" + 10 * %slope as "slope" : tensor<?xf32>, tensor<?xf32>
  }"""


def build(name, *parts, latent):
    head = "ae.model @digits batch_size 64 {\n  ae.input @x : tensor<?x64xf32> scale 16 picture [8, 8]"
    with open(f"{name}.mlir", "w") as file:
        file.write("\n".join([head, *parts, "}\n"]).replace("LATENT", str(latent)))
    return compile_model(f"{name}.mlir", name)


def output(program, verb, *options):
    words = () if verb == "encode" else ("--normalized",)
    run(program, verb, *options, "--out", "out.npy", *words)
    values = np.load("out.npy")
    return values.reshape(len(values), -1)


enter_workspace()
images = digits()
fit, test = split(images, 0.2)
data = ("--data", DIGITS, "--validation", "0.2")
mean = mean_predictor(images)

# A fifth of the pixels black or white, in digits it has not seen.
program = build("clean", ENCODER, DECODER, NOISE, latent=64)
train(program, *data, "--epochs", 40)
draw = np.random.default_rng(0).uniform(size=test.shape)
noisy = np.where(draw < 0.1, 0, np.where(draw < 0.2, 1, test)).astype(np.float32)
np.save("noisy.npy", noisy)
cleaned = output(program, "reconstruct", "--data", "noisy.npy")
errors = [float(((values - test) ** 2).mean()) for values in (cleaned, noisy)]
print("salt and pepper:", errors, mean)
expect_below(errors[0], errors[1] / 2, "error of cleaned digits, of the noisy ones'")
expect_below(errors[0], mean / 2, "error of cleaned digits, of the mean digit's")

# KL four times: a free half of a nat keeps latents in use that the divergence switches off.
found = {}
for name, words, kind in (("bound", "", "tensor<?xf32>"), ("free", "free_bits 0.5", "tensor<f32>")):
    program = build(name, BITS.replace("FREE", words).replace("KL", kind), DECODER, latent=10)
    train(program, *data, "--epochs", 40)
    used = int((output(program, "encode", "--data", DIGITS)[-len(test) :].var(0) > 0.1).sum())
    error = float(((output(program, "reconstruct", "--data", DIGITS)[-len(test) :] - test) ** 2).mean())
    found[name] = used, error
print("free bits:", found, mean)
expect(found["free"][0] == 10 > found["bound"][0], f"latents in use: {found}")
expect_below(found["free"][1], found["bound"][1], "error with free bits, against without")
expect_below(found["free"][1], mean * 0.7, "error with free bits, of the mean digit's")

# Draws of the prior are nearer to digits than shuffled digits are, and the critic's slope is held.
program = build("wasserstein", ENCODER, DECODER, CRITIC, latent=10)
lines = train(program, *data, "--epochs", 60)
terms = lines[-1]["objectives"]["judging"]["terms"]
samples = output(program, "sample", "--count", 100, "--seed", 1)
shuffled = np.random.default_rng(0).permuted(fit[:100], axis=1)
distances = [nearest(values, fit) for values in (samples, shuffled)]
error = float(((output(program, "reconstruct", "--data", DIGITS)[-len(test) :] - test) ** 2).mean())
print("Wasserstein:", distances, error, mean, terms)
expect_below(distances[0], distances[1] / 2, "the samples' distance from digits, of shuffled pixels'")
expect_below(error, mean / 2, "error of reconstructions, of the mean digit's")
expect(abs(terms["slope"]) < 0.1, f"the critic's slope is no 1: {terms}")
