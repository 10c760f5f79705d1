"""The runtime's random numbers, written from their documentation alone.

    random_reference.py permutation COUNT SEED EPOCH
    random_reference.py uniform|normal COUNT SEED NAME

Prints the order of an epoch, or the first draws of a tensor's initialiser.
"""
import math
import sys

MASK = 0xFFFFFFFF


def philox(counter, key):
    c, (k0, k1) = list(counter), key
    for _ in range(10):
        first, second = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(second >> 32) ^ c[1] ^ k0, second & MASK,
             (first >> 32) ^ c[3] ^ k1, first & MASK]
        k0, k1 = (k0 + 0x9E3779B9) & MASK, (k1 + 0xBB67AE85) & MASK
    return c


def key_of(seed):
    return seed & MASK, seed >> 32 & MASK


def fnv1a(text):
    value = 0xCBF29CE484222325
    for byte in text.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def permutation(count, seed, epoch):
    order = list(range(count))
    for i in range(count - 1, 0, -1):
        words = philox([i & MASK, i >> 32, epoch, 0x53485546], key_of(seed))
        j = (words[0] | words[1] << 32) * (i + 1) >> 64
        order[i], order[j] = order[j], order[i]
    return order


def draws(count, seed, name, normal):
    values, mark = [], fnv1a(name)
    for block in range((count + 3) // 4):
        words = philox([block & MASK, block >> 32, mark & MASK, mark >> 32],
                       key_of(seed))
        units = [(word + 0.5) * 2.0**-32 for word in words]
        if normal:
            pairs = [units[0:2], units[2:4]]
            units = [math.sqrt(-2 * math.log(u)) * f(2 * math.pi * v)
                     for u, v in pairs for f in (math.cos, math.sin)]
        values += units
    return values[:count]


if __name__ == "__main__":
    kind, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if kind == "permutation":
        print(*permutation(count, seed, int(sys.argv[4])))
    else:
        print(*map(repr, draws(count, seed, sys.argv[4], kind == "normal")))
