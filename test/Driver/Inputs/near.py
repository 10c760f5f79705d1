"""Fails where numbers of two CSV files differ by more than a part: near.py A.csv B.csv TOLERANCE"""
import sys

import numpy as np


def numbers(name):
    return np.genfromtxt(name, delimiter=",", skip_header=1, usecols=[0])


first, second = numbers(sys.argv[1]), numbers(sys.argv[2])
assert first.size and not np.isnan(first).any(), first
np.testing.assert_allclose(first, second, rtol=float(sys.argv[3]))
