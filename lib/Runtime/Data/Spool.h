//===- Spool.h - Data beyond the memory limit, in a file without a name ---===//
//
// What does not fit is written once and read with pread: a mapping would count
// as memory of the program and turn a full disk into a signal. The file has no
// name, so that a killed program leaves nothing behind. Where it goes follows
// SQLite's choice of folders (sqlite.org/tempfiles.html).
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_SPOOL_H
#define AEC_LIB_RUNTIME_DATA_SPOOL_H

#include <cstdint>
#include <memory>
#include <string>
#include <sys/uio.h>
#include <vector>

namespace aec::runtime {

class SpoolFile {
public:
  /// A temporary file in `folder` (empty: the default) for `bytes` bytes of
  /// `purpose`, 0 where nobody knows how many. Throws Error where there is no
  /// room.
  SpoolFile(const std::string &folder, const std::string &purpose,
            int64_t bytes = 0);
  /// A file that is there and only read; closes `descriptor` in the end.
  SpoolFile(int descriptor, const std::string &name);
  ~SpoolFile();
  SpoolFile(const SpoolFile &) = delete;
  SpoolFile &operator=(const SpoolFile &) = delete;

  /// Bytes written so far, or of the file that is there.
  int64_t bytes() const { return size; }
  /// Behind what is written.
  void append(const void *bytes, int64_t count);
  void write(int64_t at, const void *bytes, int64_t count);
  /// Throws Error where the file ends before.
  void read(int64_t at, void *bytes, int64_t count) const;
  /// Reads into places, one behind another, what needs no wait for a disk;
  /// false, with nothing promised of them, where some does, which is then asked
  /// for.
  bool readCached(int64_t at, const std::vector<iovec> &parts) const;

private:
  [[noreturn]] void failWrite(int error) const;

  int descriptor = -1;
  std::string folder;
  std::string purpose;
  int64_t size = 0;
};

/// The folder of temporary files: TMPDIR, else /var/tmp, else /tmp, else the
/// current one; the first that can be written.
std::string defaultSpool();

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_SPOOL_H
