"""audio-conv1d: a voice that was not trained on comes back better than by as many principal components."""
# REQUIRES: numpy, alsa-recordings
# RUN: %python %s %t
import wave

import numpy as np
from programs import enter_workspace, expect, expect_equal, finish_readme, run, start_readme

LENGTH, LATENTS = 64, 8


def read(path):
    with wave.open(path) as file:
        expect_equal(file.getparams()[:3], (1, 2, 8000), f"{path}: channels, bytes, rate")
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def ratio(signal, made):
    """Decibels of the signal over the error."""
    return 10 * np.log10((signal**2).sum() / ((signal - made) ** 2).sum())


def principal_components(train, test):
    fit = np.lib.stride_tricks.sliding_window_view(train, LENGTH)[::8]
    basis = np.linalg.eigh(np.cov(fit, rowvar=False))[1][:, -LATENTS:]
    return ((test - fit.mean(0)) @ basis @ basis.T) + fit.mean(0)


def low_share(frames):
    """The share of the energy below 1,000 Hz; of white noise it is a quarter."""
    windows = frames[: len(frames) // LENGTH * LENGTH].reshape(-1, LENGTH)
    energy = (np.abs(np.fft.rfft(windows)) ** 2).sum(0)
    return energy[:8].sum() / energy.sum()


enter_workspace()
program = start_readme("audio-conv1d")
run(program, "train", "--data", "train.wav", "--stride", 8, "--epochs", 20)
finish_readme("audio-conv1d")

made = read("reconstructed.wav")
test = read("test.wav")[: len(made)]
linear = principal_components(read("train.wav"), test.reshape(-1, LENGTH)).reshape(-1)
# 10.4 dB against 8.1 dB measured.
found, bound = ratio(test, made), ratio(test, linear)
expect(found > bound + 1, f"the test recording has {found:.2f} dB, principal components {bound:.2f} dB")
printed = run("python3", "snr.py", "test.wav", "reconstructed.wav").stdout
expect_equal(printed, f"SNR {found:.2f} dB\n", "what snr.py prints")

samples = read("sample.wav")
expect_equal(len(samples), 125 * LENGTH, "the frames of 125 samples")
expect(0.02 < samples.std() < 0.2, f"samples are as loud as {samples.std():.3f}")
expect(low_share(samples) > 0.8, f"{low_share(samples):.2f} of the samples' energy is below 1,000 Hz")
