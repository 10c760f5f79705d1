//===- Fingerprint.h - Content of data and checkpoints as one number ------===//
//
// XXH64 (Collet, github.com/Cyan4973/xxHash, doc/xxhash_spec.md): it reads
// faster than memory delivers, so that data of any size costs no start-up. It
// finds accidents, not forgeries.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_FINGERPRINT_H
#define AEC_LIB_RUNTIME_FINGERPRINT_H

#include "../Weights/Safetensors.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace aec::runtime {

struct Samples;

/// XXH64 of `bytes` bytes; feeding a hash in as the seed of the next chains
/// several pieces.
uint64_t fingerprint(const void *data, int64_t bytes, uint64_t seed = 0);

/// The same of bytes that come in pieces.
class Hasher {
public:
  explicit Hasher(uint64_t seed = 0);
  void add(const void *data, int64_t bytes);
  uint64_t value() const;

private:
  uint64_t seed, lanes[4];
  int64_t total = 0;
  uint8_t rest[32]; // total % 32 bytes that are no block yet
};

/// Sixteen hexadecimal digits.
std::string fingerprintText(uint64_t value);

/// "8000 samples, fingerprint 0123456789abcdef", over all inputs; "none".
std::string describe(const Samples &samples);

/// The checksum over tensors, in the order of the data, and metadata.
std::string checksum(const std::vector<SafetensorsTensor> &tensors,
                     std::map<std::string, std::string> metadata);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_FINGERPRINT_H
