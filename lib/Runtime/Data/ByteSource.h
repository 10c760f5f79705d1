//===- ByteSource.h - Bytes of a plain or gzip-compressed file ------------===//
//
// Every reader takes its bytes from here, so that .gz works for all of them and
// truncation has one message. Sizes in headers are never trusted with memory:
// read() grows its result as bytes arrive.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_BYTESOURCE_H
#define AEC_LIB_RUNTIME_DATA_BYTESOURCE_H

#include <cstdint>
#include <string>
#include <vector>

namespace aec::runtime {

class ByteSource {
public:
  /// Throws Error where the file is missing, a folder or unreadable.
  explicit ByteSource(const std::string &path);
  /// Bytes in memory, called `name` in messages.
  ByteSource(const std::string &name, std::string content);
  ~ByteSource();
  ByteSource(const ByteSource &) = delete;
  ByteSource &operator=(const ByteSource &) = delete;

  const std::string &path() const { return name; }

  /// The first bytes without consuming them; fewer at the end of the file.
  std::string peek();
  /// Exactly `count` bytes appended to `bytes`; throws "truncated" with `what`,
  /// the expected and the found number otherwise.
  void read(std::vector<uint8_t> &bytes, int64_t count, const char *what);
  /// Up to `count` bytes; 0 at the end of the file.
  int64_t readSome(void *bytes, int64_t count);
  /// Throws unless the file ends here.
  void expectEnd();

private:
  std::string name;
  void *handle = nullptr; // gzFile
  std::string head;       // peeked or in memory, consumed up to `taken`
  size_t taken = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_BYTESOURCE_H
