#!/usr/bin/env python3
"""What JPEG makes of the pictures that the example is tested on, for its README.

measure.py IMAGES.idx.gz [RESTORED.npy]: bits a pixel and PSNR of the last 2,000 pictures as
JPEG of several qualities, each a file of its own and all in one of 50 by 40, and of
what `decompress` wrote. Needs NumPy and Pillow; programs have no JPEG in them.
"""

import gzip
import io
import sys

import numpy as np
from PIL import Image

COUNT, ACROSS = 2000, 50


def psnr(images, restored):
    error = np.mean((images.astype(float) - restored) ** 2)
    return 10 * np.log10(255**2 / error)


def jpeg(picture, quality):
    """The bytes of a picture as JPEG, and what they decode to."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality, optimize=True)
    return file.tell(), np.asarray(Image.open(file))


def sheet(images):
    """All pictures in one; back again."""
    down = len(images) // ACROSS
    return images.reshape(down, ACROSS, 28, 28).swapaxes(1, 2).reshape(down * 28, ACROSS * 28)


def cut(picture):
    down = picture.shape[0] // 28
    return picture.reshape(down, 28, ACROSS, 28).swapaxes(1, 2).reshape(-1, 28, 28)


def main(path, restored=None):
    with gzip.open(path) as file:
        images = np.frombuffer(file.read()[16:], np.uint8).reshape(-1, 28, 28)[-COUNT:]
    pixels = images.size
    if restored:
        print(f"restored: PSNR {psnr(images, np.load(restored).reshape(images.shape)):.2f} dB")
    for quality in (1, 5, 10, 20, 30, 50):
        size, decoded = jpeg(sheet(images), quality)
        files = [jpeg(image, quality) for image in images]
        each = sum(size for size, _ in files)
        print(f"JPEG {quality:3}: one file {size} bytes, {8 * size / pixels:.3f} bits a pixel, "
              f"PSNR {psnr(images, cut(decoded)):.2f} dB; a file each {each} bytes, "
              f"{8 * each / pixels:.2f} bits, {psnr(images, np.stack([d for _, d in files])):.2f} dB")


if __name__ == "__main__":
    main(*sys.argv[1:])
