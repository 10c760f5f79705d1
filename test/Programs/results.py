"""Checks what a trained program writes: shapes, formats, agreement of its entries."""

import csv
import struct
import zlib

import numpy as np

from programs import expect, expect_equal, run


def png_pixels(path):
    """Reads a grey 8-bit PNG with nothing but zlib: rows filtered as the format says."""
    data = open(path, "rb").read()
    expect(data[:8] == b"\x89PNG\r\n\x1a\n", f"{path} has no PNG signature")
    chunks, at = {}, 8
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        (check,) = struct.unpack(">I", data[at + 8 + size : at + 12 + size])
        expect(zlib.crc32(kind + body) == check, f"{path}: wrong checksum of {kind}")
        chunks[kind] = chunks.get(kind, b"") + body
        at += 12 + size
    expect(b"IEND" in chunks, f"{path} does not end")
    width, height, depth, colour = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    expect_equal((depth, colour), (8, 0), f"{path}: depth and colour type")
    return unfilter(zlib.decompress(chunks[b"IDAT"]), height, width)


def unfilter(data, height, width):
    """Undoes the filters None, Sub, Up, Average and Paeth of a PNG's rows."""
    rows = np.frombuffer(data, np.uint8).reshape(height, width + 1)
    pixels = np.zeros((height + 1, width + 1), np.int32)
    for y, (kind, line) in enumerate(zip(rows[:, 0], rows[:, 1:]), 1):
        for x, value in enumerate(line.tolist(), 1):
            left, up, corner = (int(pixels[p]) for p in ((y, x - 1), (y - 1, x), (y - 1, x - 1)))
            nearest = min((left, up, corner), key=lambda v: abs(left + up - corner - v))
            guess = (0, left, up, (left + up) // 2, nearest)[kind]
            pixels[y, x] = (value + guess) & 255
    return pixels[1:, 1:]


def scores(path):
    with open(path, newline="") as file:
        lines = list(csv.reader(file))
    # The label is there where the weights hold a threshold.
    expect_equal(lines[0], ["index", "score", "label"][: max(len(lines[0]), 2)], f"the header of {path}")
    expect_equal([int(line[0]) for line in lines[1:]], list(range(len(lines) - 1)), "the indices")
    return np.array([float(line[1]) for line in lines[1:]])


def check_entries(program, data, prepared, latent, weights, out="out"):
    """Runs encode, decode, reconstruct and score; `prepared` is the data as the model sees it.

    Decoding what was encoded must give what reconstruct gives, and a score must be the
    mean squared error of that. The tolerance is float32's over sums of hundreds of terms.
    """
    given = ("--weights", weights)
    count, width = prepared.shape
    run(program, "encode", "--data", data, "--out", f"{out}.z.npy", *given)
    run(program, "decode", "--data", f"{out}.z.npy", "--out", f"{out}.d.npy", "--normalized", *given)
    run(program, "reconstruct", "--data", data, "--out", f"{out}.r.npy", "--normalized", *given)
    run(program, "score", "--data", data, "--out", f"{out}.csv", *given)
    decoded, again = np.load(f"{out}.d.npy"), np.load(f"{out}.r.npy")
    expect_equal(np.load(f"{out}.z.npy").shape, (count, latent), "the shape of the latents")
    expect_equal(again.shape, (count, width), "the shape of the reconstructions")
    expect(np.allclose(decoded, again, atol=1e-6), "decode after encode is not reconstruct")
    found, expected = scores(f"{out}.csv"), np.mean((again - prepared) ** 2, axis=1)
    expect_equal(len(found), count, "the number of scores")
    expect(np.allclose(found, expected, rtol=1e-4), "scores are not the reconstruction errors")
    expect(len(set(found.tolist())) > count * 0.9, "scores of different samples are equal")


def check_picture(program, data, prepared, size, weights, out="out.png"):
    """A line of ten originals above their reconstructions, each pixel enlarged alike."""
    run(program, "reconstruct", "--data", data, "--out", out, "--pictures", 10, "--weights", weights)
    pixels = png_pixels(out)
    zoom, border = 56 // size, 2  # pictures of at least 56 pixels, as Png.cpp decides
    cell = size * zoom + border
    expect_equal(pixels.shape, (2 * cell + border, 10 * cell + border), f"the size of {out}")
    for index in range(10):
        left = border + index * cell
        shown = pixels[border : cell : zoom, left : left + size * zoom : zoom]
        original = np.rint(prepared[index].reshape(size, size) * 255)
        expect(np.array_equal(shown, original), f"{out}: original {index} is not the data")
    below = pixels[cell + border : 2 * cell]
    expect(below.min() < 64 and below.max() > 128, f"{out}: the reconstructions are blank")


def same_weights(ours, theirs):
    """Whether two weights files have the same bytes in every tensor, and say the same of their
    model; a program adds a threshold."""
    from safetensors import safe_open

    def content(path):
        with safe_open(path, "np") as file:
            facts = {key: text for key, text in file.metadata().items()
                     if key not in ("aec.threshold", "aec.quantile", "aec.calibrated")}
            return facts, {name: file.get_tensor(name).tobytes() for name in file.keys()}

    return content(ours) == content(theirs)
