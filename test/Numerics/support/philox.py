"""Philox-4x32-10 and the draws that nn.uniform and nn.normal make of it.

Written from the paper (Salmon et al., SC 2011), in NumPy: what compiled draws
are compared with.
"""

import numpy as np

MASK = np.uint64(0xFFFFFFFF)


def philox(counter, key):
    """Four words of 32 bits; `counter`: four arrays that broadcast, `key`: two."""
    words = [np.asarray(word, np.uint64) & MASK for word in np.broadcast_arrays(*counter)]
    key = [np.uint64(word) & MASK for word in key]
    for _ in range(10):
        first, second = np.uint64(0xD2511F53) * words[0], np.uint64(0xCD9E8D57) * words[2]
        words = [(second >> np.uint64(32)) ^ words[1] ^ key[0], second & MASK,
                 (first >> np.uint64(32)) ^ words[3] ^ key[1], first & MASK]
        key = [(key[0] + np.uint64(0x9E3779B9)) & MASK, (key[1] + np.uint64(0xBB67AE85)) & MASK]
    return words


def words_of(shape, seed, step, stream, first_row=0):
    """The words of each element of a batch of `shape`."""
    rows = first_row + np.arange(shape[0], dtype=np.uint64)[:, None]
    features = np.arange(int(np.prod(shape[1:])), dtype=np.uint64)[None]
    words = philox((features, rows, step, stream), (seed & 0xFFFFFFFF, seed >> 32))
    return [word.reshape(shape) for word in words]


def uniform(shape, seed=0, step=0, stream=0, first_row=0):
    return (words_of(shape, seed, step, stream, first_row)[0] >> np.uint64(8)).astype(np.float64) * 2.0**-24


def normal(shape, seed=0, step=0, stream=0, first_row=0):
    first, second, _, _ = words_of(shape, seed, step, stream, first_row)
    u = ((first >> np.uint64(8)).astype(np.float64) + 1) * 2.0**-24
    v = (second >> np.uint64(8)).astype(np.float64) * 2.0**-24
    size = np.sqrt(-2 * np.log(u)) * np.sin(np.pi / 2 * v)
    return np.where(second & np.uint64(1), -size, size)
