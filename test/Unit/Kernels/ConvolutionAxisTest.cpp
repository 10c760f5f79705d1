//===- ConvolutionAxisTest.cpp - Axes of convolutions against definitions
//--===//
//
// The phases of every small axis are compared with the definition of a
// convolution and of its transpose, which know nothing of residues.
//
//===----------------------------------------------------------------------===//
#include "lib/Target/CPU/Kernels/ConvolutionAxis.h"

#include <gtest/gtest.h>
#include <map>
#include <tuple>

using namespace aec::cpu;

namespace {

/// (result, source, tap) with the number of times it is there.
using Terms = std::map<std::tuple<int64_t, int64_t, int64_t>, int>;

/// Terms whose source is in [0, sources).
Terms termsOf(const ConvolutionAxis &axis, int64_t sources) {
  Terms terms;
  for (const AxisPhase &phase : axis.phases)
    for (int64_t q = phase.begin; q < phase.end; ++q)
      for (int64_t j = 0; j < phase.taps; ++j) {
        int64_t source =
            axis.inStride * q + phase.inOffset + axis.tapInStep * j;
        EXPECT_GE(source, axis.inStride * q + axis.low());
        EXPECT_LE(source, axis.inStride * q + axis.high());
        if (source >= 0 && source < sources)
          ++terms[{axis.outStride * q + phase.outOffset, source,
                   phase.firstTap + axis.tapStep * j}];
      }
  return terms;
}

void check(int64_t size, int64_t kernel, int64_t stride, int64_t low,
           int64_t high, int64_t dilation) {
  int64_t room = size + low + high - dilation * (kernel - 1) - 1;
  if (room < 0)
    return;
  int64_t outputs = room / stride + 1;
  Terms forward, gradient;
  for (int64_t y = 0; y < outputs; ++y)
    for (int64_t t = 0; t < kernel; ++t) {
      int64_t x = y * stride + t * dilation - low;
      if (x < 0 || x >= size)
        continue;
      ++forward[{y, x, t}];
      ++gradient[{x, y, t}];
    }
  auto axis = ConvolutionAxis::forward(outputs, kernel, stride, low, dilation);
  EXPECT_EQ(termsOf(axis, size), forward);
  auto back =
      ConvolutionAxis::dataGradient(size, kernel, stride, low, dilation);
  EXPECT_EQ(termsOf(back, outputs), gradient);
  // Every result is made once, also where no tap meets it.
  std::map<int64_t, int> results;
  for (const AxisPhase &phase : back.phases)
    for (int64_t q = phase.begin; q < phase.end; ++q)
      ++results[back.outStride * q + phase.outOffset];
  EXPECT_EQ(results.size(), static_cast<size_t>(size));
  for (auto [x, count] : results) {
    EXPECT_EQ(count, 1);
    EXPECT_TRUE(x >= 0 && x < size);
  }
}

TEST(ConvolutionAxis, AgreesWithTheDefinition) {
  for (int64_t size : {1, 2, 5, 8})
    for (int64_t kernel : {1, 2, 3, 4, 5})
      for (int64_t stride : {1, 2, 3, 4, 6})
        for (int64_t low : {0, 1, 2, 4})
          for (int64_t high : {0, 1, 3})
            for (int64_t dilation : {1, 2, 3})
              check(size, kernel, stride, low, high, dilation);
}

} // namespace
