//===- ZipArchive.h - The files in a zip archive --------------------------===//
//
// Strict, because archives lie: whatever the archive says twice must agree, and
// members neither overlap nor reach into the directory, so that no small file
// unpacks to the same bytes again and again (a zip bomb).
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_ZIPARCHIVE_H
#define AEC_LIB_RUNTIME_DATA_ZIPARCHIVE_H

#include "Gunzip.h"
#include "ZipBytes.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aec::runtime {

/// One file of an archive: stored or deflated, not encrypted.
struct ZipMember {
  std::string name;
  uint64_t flags = 0, method = 0, checksum = 0;
  uint64_t packed = 0, size = 0; // bytes in the archive and unpacked
  uint64_t offset = 0, data = 0; // where its header and its bytes start
};

class ZipArchive {
public:
  /// Reads the directory of an archive, which must outlive this; `path` is for
  /// messages. Throws Error.
  ZipArchive(const ZipBytes &bytes, const std::string &path);

  const std::vector<ZipMember> &members() const { return list; }
  /// The member's bytes as they unpack; throws at the end where size or
  /// checksum are others. The archive must outlive it.
  Pull open(const ZipMember &member) const;

private:
  struct Directory {
    uint64_t count, size, offset, end;
  };

  uint64_t number(uint64_t at, int width) const;
  uint64_t findEnd() const;
  Directory readEnd() const;
  void readZip64End(Directory &directory) const;
  ZipMember readEntry(uint64_t &at, uint64_t end) const;
  void readZip64(std::vector<uint64_t *> values, uint64_t at,
                 uint64_t length) const;
  void readLocal(ZipMember &member, uint64_t directory) const;
  void checkNames() const;
  void checkOverlaps() const;
  [[noreturn]] void broken(const std::string &what) const;

  const ZipBytes &bytes;
  std::string path;
  std::vector<ZipMember> list;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_ZIPARCHIVE_H
