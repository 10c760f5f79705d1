"""JPEG's sizes that `compress` prints, against Pillow's: grey pictures, colour ones, a large one."""
# REQUIRES: numpy, PIL
# RUN: %python %s %t
import gzip
import io
import pathlib
import re

import numpy as np
from compression import compress
from PIL import Image
from programs import MNIST, compile_model, enter_workspace, example, expect, run, train

enter_workspace()


def jpeg(pictures, quality, full_colour=False):
    """The sum of a file a picture, and the PSNR of all. Pillow has
    its own build of libjpeg-turbo."""
    size, squares = 0, 0.0
    for picture in pictures:
        file = io.BytesIO()
        Image.fromarray(picture).save(file, "JPEG", quality=quality, optimize=True,
                                      subsampling=0 if full_colour else 2)
        size += file.tell()
        squares += np.sum((np.asarray(Image.open(file)).astype(float) - picture) ** 2)
    values = sum(picture.size for picture in pictures)
    return size, 10 * np.log10(255**2 * values / squares)


def check(found, pictures, least):
    """What is printed is what Pillow makes, and no lower quality is as near to the pictures."""
    full = "4:4:4" in found["text"]
    quality = int(found["jpeg quality"])
    size, psnr = jpeg(pictures, quality, full)
    expect(abs(size - found["jpeg"]) <= 0.01 * size, f"{found['text']}Pillow: {size} bytes")
    expect(abs(psnr - found["jpeg psnr"]) < 0.1, f"{found['text']}Pillow: {psnr:.2f} dB")
    if "further off" in found["text"].replace("no further off", ""):
        expect(quality == 100 and psnr < least, found["text"])
        return
    expect(psnr > least - 0.05, found["text"])
    expect(quality == 1 or jpeg(pictures, quality - 1, full)[1] < least + 0.05,
           f"{found['text']}quality {quality - 1} is as near")


# Digits: nothing that JPEG can say is as short; near ones, where it has a quality.
program = compile_model(example("compress-images"), "pictures")
train(program, "--data", MNIST, "--rows", "0:1000", "--epochs", "2")
TEST = ("--data", MNIST, "--rows", "9000:9100")

with gzip.open(MNIST) as file:
    digits = np.frombuffer(file.read()[16:], np.uint8).reshape(-1, 28, 28)[9000:9100]
for bound in (None, 16, 4):
    extra = () if bound is None else ("--max-error", bound)
    found = compress(program, *TEST, "--out", "x.aec", *extra)
    check(found, list(digits), found["psnr"])
    sheet = np.concatenate(list(digits))
    size, psnr = jpeg([sheet], int(found["jpeg sheet quality"]))
    expect(abs(size - found["jpeg sheet"]) <= 0.01 * size, f"{found['text']}Pillow: {size} bytes")
exact = compress(program, *TEST, "--out", "x.aec", "--max-error", "0")
check(exact, list(digits), np.inf)

# Colours share pixels where that is near enough.
DEFINITION = """
ae.model @colours epochs 1 batch_size 16 {
  ae.input @x : tensor<?x192xf32> picture [3, 8, 8]
  ae.network @encoder(%x: tensor<?x192xf32>) {
    %0 = ae.dense %x, 16 : tensor<?x192xf32>
    %z = ae.quantize %0, 0.25 : tensor<?x16xf32>
    ae.return %z : tensor<?x16xf32>
  }
  ae.network @decoder(%z: tensor<?x16xf32>) {
    %y = ae.dense %z, 192 : tensor<?x16xf32>
    ae.return %y : tensor<?x192xf32>
  }
  ae.objective @rd(%x: tensor<?x192xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 2.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x192xf32>) -> tensor<?x16xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x16xf32>) -> tensor<?x192xf32>
    %error = nn.mse %y, %x : tensor<?x192xf32>
    ae.minimize %error as "distortion" : tensor<?xf32>
  }
}
"""
pathlib.Path("colours.mlir").write_text(DEFINITION)
program = compile_model("colours.mlir", "colours")
random = np.random.default_rng(0)
smooth = np.repeat(np.repeat(random.integers(0, 255, (1, 12, 16, 3)), 8, 1), 8, 2)
photo = np.clip(smooth + random.integers(-8, 8, smooth.shape), 0, 255).astype(np.uint8)[0]
Image.fromarray(photo).save("photo.png")
train(program, "--data", "photo.png", "--crop", "8x8")
kinds = set()
for bound in (60, 12, 1):
    found = compress(program, "--data", "photo.png", "--out", "photo.aec", "--max-error", bound)
    check(found, [photo], found["psnr"])
    kinds.add("4:4:4" in found["text"])
expect(kinds == {False, True}, "one of both ways to keep colours is not met")
expect(re.search(r"\nJPEG [^:]*: \d+ at [0-9.]+ dB, quality \d+( 4:4:4)?\n$", found["text"]), found["text"])
