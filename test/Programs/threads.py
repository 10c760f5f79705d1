"""Every family's weights are the same bytes on one, two, three and four threads."""
# RUN: %python %s %t
from programs import DIGITS, MNIST, compile_model, enter_workspace, example, expect, train

FAMILIES = {
    "mnist-deep": MNIST,
    "vae-dense": MNIST,
    "attention-patches": MNIST,
    "lstm-sequence": DIGITS,
    "contractive": DIGITS,
    "gan-autoencoder": DIGITS,
}


def weights(program, data, threads):
    """Two epochs whose last batches are partial ones."""
    name = f"{threads}.safetensors"
    train(program, "--data", data, "--rows", "0:301", "--epochs", 2, "--batch-size", 64,
          "--threads", threads, "--weights", name)
    with open(name, "rb") as file:
        return file.read()


enter_workspace()
for name, data in FAMILIES.items():
    program = compile_model(example(name), name, "--march=native")
    first = weights(program, data, 1)
    for threads in (2, 3, 4):
        expect(weights(program, data, threads) == first, f"{name}: {threads} threads give other weights than one")
