# REQUIRES: numpy
# RUN: %python %s
"""A shared library of functions: loads, brings a runtime, computes the same with both.

Views with strides (slices, concatenations) go through every phase: a copy of one must
not become a call of a function that nothing defines.
"""

import numpy as np

from library import Library

TEXT = """
func.func @mix(%x: tensor<?x70xf32> {ae.input = "x"}) -> tensor<?x70xf32> {
  %right = nn.slice %x dim 1 from 33 size 37 : tensor<?x70xf32>
  %left = nn.slice %x dim 1 from 0 size 33 : tensor<?x70xf32>
  %r = nn.relu %left : tensor<?x33xf32>
  %y = nn.concat %right, %r dim 1 : tensor<?x37xf32>, tensor<?x33xf32>
  return %y : tensor<?x70xf32>
}
func.func @plain(%x: tensor<?x70xf32> {ae.input = "x"}) -> tensor<?x33xf32> {
  %y = nn.slice %x dim 1 from 5 size 33 : tensor<?x70xf32>
  return %y : tensor<?x33xf32>
}
func.func @wave(%x: tensor<?x70xf32> {ae.input = "x"}) -> tensor<?x70xf32> {
  %0 = nn.silu %x : tensor<?x70xf32>
  %y = nn.mul %0, %x : tensor<?x70xf32>, tensor<?x70xf32>
  return %y : tensor<?x70xf32>
}
"""

for target in ("reference", "cpu"):
    results = {}
    for threads in (1, 3):
        library = Library(TEXT, target, threads)
        for batch in (1, 1000):  # alone, and enough for several threads
            x = np.random.default_rng(batch).normal(size=(batch, 70)).astype(np.float32)

            def call(name, width):
                return library.call(name, batch, [x], [((batch, width), np.float32)])[0]

            mixed = np.concatenate([x[:, 33:], np.maximum(x[:, :33], 0)], axis=1)
            np.testing.assert_array_equal(call("mix", 70), mixed)
            np.testing.assert_array_equal(call("plain", 33), x[:, 5:38])
            wave = call("wave", 70)
            # A few roundings, and exp to an ulp or two.
            expected = x.astype(np.float64) ** 2 / (1 + np.exp(-x.astype(np.float64)))
            np.testing.assert_allclose(wave, expected, rtol=2e-6, atol=1e-7)
            # How work is cut into pieces changes no bit.
            np.testing.assert_array_equal(wave, results.setdefault(batch, wave))

# What cannot be had is a null pointer, and destroying that does nothing.
for threads in (0, -1, 1 << 40):
    assert not library.code.aec_runtime_create(threads), threads
library.code.aec_runtime_destroy(None)

# Nothing but the functions and the runtime's two is exported.
for name in ("aec_parallel_for", "png_create_info_struct"):
    assert not hasattr(library.code, name), f"{name} is exported"
