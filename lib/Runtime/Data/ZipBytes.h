//===- ZipBytes.h - An archive's bytes, at any place ----------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_ZIPBYTES_H
#define AEC_LIB_RUNTIME_DATA_ZIPBYTES_H

#include <cstdint>
#include <memory>
#include <string>

namespace aec::runtime {

class ByteSource;
class SpoolFile;

/// Bytes of a plain file where they are, of anything else in memory: an
/// archive's directory is at its end, which pipes and gzip have no way to.
class ZipBytes {
public:
  /// All of `source`, which is at its first byte. Throws Error where it has to
  /// be held and is beyond the source's limit.
  explicit ZipBytes(ByteSource &source);

  uint64_t size() const { return count; }
  /// The caller knows that `length` bytes are there.
  void read(uint64_t at, void *to, uint64_t length) const;
  std::string text(uint64_t at, uint64_t length) const;

private:
  std::string content;
  std::shared_ptr<SpoolFile> file;
  uint64_t count = 0;
  /// Of a file, what was read last: directories are read number by number.
  mutable std::string window;
  mutable uint64_t windowAt = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_ZIPBYTES_H
