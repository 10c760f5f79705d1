"""Writes seeded uniform rows: random-rows.py ROWS COLUMNS OUT.npy"""
import sys

import numpy as np

rows, columns = int(sys.argv[1]), int(sys.argv[2])
np.save(sys.argv[3], np.random.default_rng(3).random((rows, columns), np.float32))
