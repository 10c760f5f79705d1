//===- Corrections.h - What a reconstruction lacks ------------------------===//
//
// Behind the latents: for text the right byte where the model's is wrong, for
// numbers how many spacings they are off. All decisions are binary and
// adaptive, so that no table has to be learned or stored, and a model that is
// nearly always right costs nearly nothing. The same code reads and writes.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMPRESSION_CORRECTIONS_H
#define AEC_LIB_RUNTIME_COMPRESSION_CORRECTIONS_H

#include "RangeCoder.h"

#include <vector>

namespace aec::runtime {

/// Spacings that a value may be off at most.
constexpr int64_t kLargestCorrection = int64_t(1) << 40;

/// Bytes, given the model's guess and the byte before.
class ByteCorrections {
public:
  ByteCorrections();
  void encode(RangeEncoder &encoder, uint8_t guess, uint8_t byte);
  uint8_t decode(RangeDecoder &decoder, uint8_t guess);

private:
  AdaptiveBit &hit(uint8_t guess) { return hits[size_t(guess) * 4 + recent]; }
  void seen(bool right, uint8_t byte);

  /// By the guess and whether the last two were right.
  std::vector<AdaptiveBit> hits;
  /// A binary tree of eight levels for each byte before.
  std::vector<AdaptiveBit> trees;
  uint8_t before = 0;
  unsigned recent = 0;
};

/// Whole numbers around 0, each in one of several contexts.
class IntegerCorrections {
public:
  explicit IntegerCorrections(int64_t contexts);
  /// |value| <= kLargestCorrection.
  void encode(RangeEncoder &encoder, int64_t context, int64_t value);
  /// Throws Error at a larger value.
  int64_t decode(RangeDecoder &decoder, int64_t context);

private:
  static constexpr int kLengths = 42;
  /// Models of one context.
  struct Models {
    AdaptiveBit zero, negative;
    /// Whether the magnitude has more bits, and its highest bit but one.
    AdaptiveBit longer[kLengths], second[kLengths];
  };
  std::vector<Models> models;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMPRESSION_CORRECTIONS_H
