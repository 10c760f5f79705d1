//===- ConvolutionAxis.h - One axis of a convolution as loops -------------===//
//
// A convolution and its data gradient are the same loops once each axis is
// described by phases: results whose position has one residue by the stride
// read the same taps, so that no product with an inserted zero is computed.
// Free of MLIR and tested alone.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CPU_CONVOLUTIONAXIS_H
#define AEC_LIB_TARGET_CPU_CONVOLUTIONAXIS_H

#include <cstdint>
#include <vector>

namespace aec::cpu {

/// Positions q in [begin, end) of a phase: result outStride * q + outOffset is
/// the sum over j < taps of source inStride * q + inOffset + tapInStep * j
/// times tap firstTap + tapStep * j.
struct AxisPhase {
  int64_t begin, end;
  int64_t outOffset, inOffset;
  int64_t firstTap, taps;

  int64_t count() const { return end > begin ? end - begin : 0; }
};

struct ConvolutionAxis {
  int64_t outStride, inStride, tapStep, tapInStep;
  std::vector<AxisPhase> phases;

  /// A convolution along `kernel` taps that makes `results` of its source.
  static ConvolutionAxis forward(int64_t results, int64_t kernel,
                                 int64_t stride, int64_t padding,
                                 int64_t dilation);
  /// Its data gradient, `size` wide: one phase for each residue.
  static ConvolutionAxis dataGradient(int64_t size, int64_t kernel,
                                      int64_t stride, int64_t padding,
                                      int64_t dilation);

  /// Positions of all phases.
  int64_t begin() const;
  int64_t end() const;
  /// The source of position q is in [inStride * q + low, inStride * q + high].
  int64_t low() const;
  int64_t high() const;
};

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_CONVOLUTIONAXIS_H
