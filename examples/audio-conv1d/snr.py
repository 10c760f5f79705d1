"""Prints what a WAV file keeps of another: python3 snr.py test.wav reconstructed.wav

The signal's energy over that of the difference, in decibels. What the shorter file lacks does not count.
"""

import array
import math
import sys
import wave


def read(path):
    with wave.open(path) as file:
        return array.array("h", file.readframes(file.getnframes()))


pairs = list(zip(*map(read, sys.argv[1:3])))
signal = sum(one * one for one, _ in pairs)
error = sum((one - other) ** 2 for one, other in pairs)
print(f"SNR {10 * math.log10(signal / error):.2f} dB")
