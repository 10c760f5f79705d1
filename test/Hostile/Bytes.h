//===- Bytes.h - Numbers and containers as files have them ----------------===//
#ifndef AEC_TEST_HOSTILE_BYTES_H
#define AEC_TEST_HOSTILE_BYTES_H

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

namespace aec::hostile {

/// The `width` lowest bytes of `value`, lowest first.
std::string little(uint64_t value, int width);
/// The same, highest first.
std::string big(uint64_t value, int width);
/// `count` values of `size` bytes that are small numbers in every format: zero.
std::string zeros(int64_t count, int64_t size = 1);
template <typename T> std::string memory(T value) {
  return {reinterpret_cast<const char *>(&value), sizeof(T)};
}
/// Packed by zlib: raw deflate, or with zlib's frame.
std::string deflated(const std::string &content);
std::string zlibPacked(const std::string &content);
uint32_t checksum(const std::string &content);

/// An .npy of version 1 with this dictionary, and with 16 numbers a row.
std::string npy(const std::string &dictionary, const std::string &data,
                int version = 1);
std::string goodNpy(int64_t rows = 2);
/// An IDX file.
std::string idx(int type, const std::vector<uint32_t> &shape,
                const std::string &data);

template <typename... Parts> std::string text(const Parts &...parts) {
  std::ostringstream stream;
  (stream << ... << parts);
  return stream.str();
}

/// The fields that a systematic case puts into a number of `bits` bits that
/// should be `good`: limits, neighbours, signs.
std::vector<uint64_t> extremes(uint64_t good, int bits);

} // namespace aec::hostile

#endif // AEC_TEST_HOSTILE_BYTES_H
