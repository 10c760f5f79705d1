//===- AtomicFile.h - Files that appear whole or not at all ---------------===//
//
// Written in the target's folder, fsynced, renamed, folder fsynced: a reader or
// a power cut sees the old file or the new one. Opened before the computation,
// so that an unwritable place is known at once. The temporary file has no name
// where the file system allows it: a killed program leaves nothing behind.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_ATOMICFILE_H
#define AEC_LIB_RUNTIME_ATOMICFILE_H

#include <cstdint>
#include <string>

namespace aec::runtime {

class AtomicFile {
public:
  /// Throws Error where `path` cannot be written. "-" is standard output;
  /// devices and pipes are written directly.
  explicit AtomicFile(const std::string &path);
  /// Without commit() nothing is left behind.
  ~AtomicFile();
  AtomicFile(const AtomicFile &) = delete;
  AtomicFile &operator=(const AtomicFile &) = delete;

  const std::string &path() const { return shown; }
  void write(const void *bytes, int64_t count);
  void write(const std::string &text) { write(text.data(), text.size()); }
  /// Makes the content visible under the path.
  void commit();

private:
  void openTemporary();
  [[noreturn]] void failWrite(int error);
  void flush();
  void syncFolder();

  std::string shown;  // as the user wrote it
  std::string target; // links resolved
  std::string folder;
  std::string temporary; // empty: the file has no name yet
  std::string pending;
  int descriptor = -1;
  bool direct = false;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_ATOMICFILE_H
