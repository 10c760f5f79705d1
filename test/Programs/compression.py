"""What the tests of compress share: the tables of a weights file, read without the program."""

import json
import math
import re

import numpy as np

from programs import expect, run


def tables(weights):
    """The entropy model: element -> (lowest symbol, frequencies, the escape's last)."""
    with open(weights, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    model = json.loads(header["__metadata__"]["aec.entropy"])
    count = len(model["tables"])
    places = [at // model["inner"] % count for at in range(model["elements"])]
    return [(model["tables"][at]["low"], model["tables"][at]["frequencies"]) for at in places]


def entropy_bytes(weights, latents, step=1):
    """What the tables say that latents take."""
    symbols = np.rint(latents.reshape(len(latents), -1) / step).astype(int)
    bits = 0.0
    for column, (low, frequencies) in zip(symbols.T, tables(weights)):
        inside = (column >= low) & (column < low + len(frequencies) - 1)
        shares = np.array(frequencies) / 65536
        bits -= np.log2(shares[np.where(inside, column - low, len(frequencies) - 1)]).sum()
        # Elias' gamma code of the distance, and its side.
        for symbol in column[~inside]:
            distance = max(low - symbol, symbol - (low + len(frequencies) - 2))
            bits += 2 + 2 * int(math.log2(distance))
    return bits / 8


def compress(program, *options):
    """The numbers that compress prints: its words in front of them are the keys."""
    text = run(program, "compress", *options).stdout
    found = {"bytes": float(re.search(r"\.aec: (\d+) bytes", text)[1])}
    for key, pattern in {
        "estimate": r"entropy estimate (\d+)",
        "bits": r"bytes, ([0-9.]+) bits",
        "psnr": r"PSNR ([0-9.]+) dB",
        "largest": r"largest error ([0-9.]+)",
        "png": r"PNG (\d+)",
        "sheet": r"one of all: (\d+)",
        "gzip": r"gzip -9 (\d+)",
        "corrections": r"corrections (\d+)",
        "jpeg": r"JPEG [^:]*: (\d+) at",
        "jpeg psnr": r"JPEG [^:]*: \d+ at ([0-9.]+) dB",
        "jpeg quality": r"JPEG [^:]*: \d+ at [0-9.]+ dB, quality (\d+)",
        "jpeg sheet": r"JPEG .*one of all: (\d+)",
        "jpeg sheet quality": r"JPEG .*one of all: \d+ at [0-9.]+ dB, quality (\d+)",
    }.items():
        if match := re.search(pattern, text):
            found[key] = float(match[1])
    found["text"] = text
    return found


# What a file has beside its coded numbers: docs/compression.md promises 2% from 50 times as much on.
MOST_FRAME = 32


def expect_near_entropy(found, entropy, what):
    """All bytes of a file, within 2% of what the tables say."""
    expect(entropy <= found["bytes"] + 8 and found["bytes"] < 1.02 * entropy,
           f"{what}: {found['bytes']} bytes, expected at most 2% more than {entropy:.1f}")
    expect_small_frame(found)


def expect_small_frame(found):
    expect(found["bytes"] <= found["estimate"] + MOST_FRAME,
           f"{found['text']}header and checksum take more than {MOST_FRAME} bytes")


def payload_of(content):
    """The coded bytes of a file: behind fields of 16 bytes, its dimensions, and what real numbers
    its kind has."""
    at = 16
    for _ in range(content[7]):
        while content[at] > 127:
            at += 1
        at += 1
    kinds = content[5]
    scaled, bounded, windows = kinds >> 7, kinds >> 5 & 3 == 2, kinds >> 3 & 3 == 1
    for _ in range(scaled + bounded + windows):
        at += 1 + content[at]
    return content[at:-4]


def decode_latents(path, weights, count):
    """The first `count` latents of a file without corrections, in whole numbers of Python's: what a
    file's bits mean depends on no machine and on no code of the program's."""
    content = open(path, "rb").read()
    payload = payload_of(content) + bytes(8)
    code, at, size = int.from_bytes(payload[:8], "big"), 8, 2**64 - 1

    def take(start, width, bits):
        nonlocal code, at, size
        unit = size >> bits
        code, size = code - start * unit, width * unit
        while size < 2**56:
            code, size = code << 8 | (payload[at] if at < len(payload) else 0), size << 8
            at += 1

    def bit():
        value = code // (size >> 1)
        take(value, 1, 1)
        return value

    def outside(low, high):
        above, length, distance = bit(), 0, 1
        while bit():
            length += 1
        for _ in range(length):
            distance = distance << 1 | bit()
        return high + distance if above else low - distance

    models = tables(weights)
    starts = [np.concatenate([[0], np.cumsum(frequencies)]) for _, frequencies in models]
    latents = np.empty((count, len(models)), int)
    for sample in latents:
        for place, (low, frequencies) in enumerate(models):
            symbol = int(np.searchsorted(starts[place], code // (size >> 16), "right")) - 1
            take(int(starts[place][symbol]), frequencies[symbol], 16)
            last = len(frequencies) - 1
            sample[place] = low + symbol if symbol < last else outside(low, low + last - 1)
    return latents
