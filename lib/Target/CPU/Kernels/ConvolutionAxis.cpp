//===- ConvolutionAxis.cpp - One axis of a convolution as loops -----------===//
#include "ConvolutionAxis.h"

#include <algorithm>
#include <numeric>

using namespace aec::cpu;

ConvolutionAxis ConvolutionAxis::forward(int64_t results, int64_t kernel,
                                         int64_t stride, int64_t padding,
                                         int64_t dilation) {
  return {1, stride, 1, dilation, {{0, results, 0, -padding, 0, kernel}}};
}

/// Rounded down, also below zero.
static int64_t floorDiv(int64_t value, int64_t divisor) {
  return value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}

ConvolutionAxis ConvolutionAxis::dataGradient(int64_t size, int64_t kernel,
                                              int64_t stride, int64_t padding,
                                              int64_t dilation) {
  // Result x, with x + padding = stride * q + r, takes tap t where it divides
  // x + padding - dilation * t: every stride / gcd-th tap from the first on.
  int64_t tapStep = stride / std::gcd(stride, dilation);
  ConvolutionAxis axis{stride, 1, tapStep, -(tapStep * dilation / stride), {}};
  for (int64_t r = 0; r < stride; ++r) {
    AxisPhase phase{-floorDiv(r - padding, stride),
                    floorDiv(size - 1 + padding - r, stride) + 1,
                    r - padding,
                    0,
                    0,
                    0};
    int64_t first = 0;
    while (first < std::min(kernel, tapStep) &&
           (r - first * dilation) % stride != 0)
      ++first;
    if (first < std::min(kernel, tapStep)) {
      phase.firstTap = first;
      phase.taps = (kernel - first + tapStep - 1) / tapStep;
      phase.inOffset = (r - first * dilation) / stride;
    }
    if (phase.count() > 0)
      axis.phases.push_back(phase);
  }
  return axis;
}

int64_t ConvolutionAxis::begin() const {
  int64_t result = phases.front().begin;
  for (const AxisPhase &phase : phases)
    result = std::min(result, phase.begin);
  return result;
}

int64_t ConvolutionAxis::end() const {
  int64_t result = phases.front().end;
  for (const AxisPhase &phase : phases)
    result = std::max(result, phase.end);
  return result;
}

int64_t ConvolutionAxis::low() const {
  int64_t result = phases.front().inOffset;
  for (const AxisPhase &phase : phases)
    if (phase.taps)
      result = std::min({result, phase.inOffset,
                         phase.inOffset + tapInStep * (phase.taps - 1)});
  return result;
}

int64_t ConvolutionAxis::high() const {
  int64_t result = phases.front().inOffset;
  for (const AxisPhase &phase : phases)
    if (phase.taps)
      result = std::max({result, phase.inOffset,
                         phase.inOffset + tapInStep * (phase.taps - 1)});
  return result;
}
