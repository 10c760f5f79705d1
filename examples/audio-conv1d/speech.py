#!/usr/bin/env python3
"""Makes train.wav and test.wav of the recordings of Debian's package alsa-utils.

    python3 speech.py /usr/share/sounds/alsa

A voice says where a loudspeaker stands: "front center", "side right". All but the last file, one
behind another, are trained on; Side_Right.wav is the test. 48,000 frames a second become 8,000:
a low-pass of 49 taps (a sinc under Hamming's window), and every sixth frame of it. Only Python's
standard library is used.
"""

import array
import math
import pathlib
import sys
import wave

FACTOR, HALF = 6, 24
TEST = "Side_Right.wav"


def low_pass():
    """Taps that sum to 1 and keep what is below 4,000 Hz."""
    taps = []
    for at in range(-HALF, HALF + 1):
        x = math.pi * at / FACTOR
        taps.append((math.sin(x) / x if at else 1.0) * (0.54 + 0.46 * math.cos(math.pi * at / HALF)))
    total = sum(taps)
    return [tap / total for tap in taps]


def read(path):
    with wave.open(str(path)) as file:
        if file.getparams()[:3] != (1, 2, 48000):
            sys.exit(f"{path}: expected one channel of 16 bits at 48000 Hz, found {file.getparams()[:3]}")
        return array.array("h", file.readframes(file.getnframes()))


def decimate(frames, taps):
    padded = array.array("h", bytes(2 * HALF)) + frames + array.array("h", bytes(2 * HALF))
    made = array.array("h")
    for at in range(0, len(frames), FACTOR):
        value = sum(tap * frame for tap, frame in zip(taps, padded[at : at + len(taps)]))
        made.append(max(-32768, min(32767, round(value))))
    return made


def write(path, frames):
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, 48000 // FACTOR, 0, "NONE", ""))
        file.writeframes(frames.tobytes())


def main(folder):
    taps, train = low_pass(), array.array("h")
    paths = [path for path in sorted(pathlib.Path(folder).glob("*.wav")) if path.name != "Noise.wav"]
    if not paths:
        sys.exit(f"{folder} has no .wav; install Debian's alsa-utils")
    for path in paths:
        frames = decimate(read(path), taps)
        if path.name == TEST:
            write("test.wav", frames)
        else:
            train += frames
    write("train.wav", train)


if __name__ == "__main__":
    main(*sys.argv[1:])
