//===- CompressedBytes.h - Files of compress, field by field --------------===//
//
// For the weights of compressedWeights(): all zeros, and one table of -1, 0, 1
// and the escape, two bits each, so that the coded bits can be read here.
// Checksums are right unless a case is about them.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_HOSTILE_COMPRESSEDBYTES_H
#define AEC_TEST_HOSTILE_COMPRESSEDBYTES_H

#include "Bytes.h"

namespace aec::hostile {

/// Two samples of 16 f32, each of four latents 0.
struct CompressedFields {
  std::string magic = "\x89"
                      "aec";
  uint64_t version = 2;
  /// Three bits, two, one each; the last says that a scale is given.
  uint64_t level = 0, kind = 0, text = 0, corrected = 0, scaled = 0;
  /// Four bits each.
  uint64_t type = 9, decimals = 15;
  uint64_t rank = ~0ull;
  uint64_t model = kModel, values = kValues;
  std::vector<uint64_t> shape = {2, 16};
  /// Reals behind the dimensions, as bytes.
  std::string reals;
  std::string payload = "UU"; // 01 eight times

  std::string content() const;

  /// Fingerprints of the weights and of 32 zeros, as a program writes them.
  static constexpr uint64_t kModel = 0x60d2e67d, kValues = 0xf69e7c17;
};

/// Seven bits a byte, lowest first.
std::string varying(uint64_t value);
/// The count of bytes that are not zeros at its end, and those, highest first.
std::string real(double value);
/// With the checksum behind it.
std::string sealed(const std::string &content);

} // namespace aec::hostile

#endif // AEC_TEST_HOSTILE_COMPRESSEDBYTES_H
