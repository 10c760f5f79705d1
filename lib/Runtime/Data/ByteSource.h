//===- ByteSource.h - Bytes of a plain or gzip-compressed file ------------===//
//
// Every reader takes its bytes from here, so that .gz works for all of them and
// truncation has one message. Sizes in headers are never trusted with memory:
// they are compared with the file's where that is known, and with the memory
// that may be used otherwise.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_BYTESOURCE_H
#define AEC_LIB_RUNTIME_DATA_BYTESOURCE_H

#include "Gunzip.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace aec::runtime {

class SpoolFile;

class ByteSource {
public:
  /// Throws Error where the file is missing, a folder or unreadable.
  explicit ByteSource(const std::string &path);
  /// Bytes in memory, called `name` in messages.
  ByteSource(const std::string &name, std::string content);
  /// Bytes that `pull` gives, taken as they are; `length` of them.
  ByteSource(const std::string &name, Pull pull, int64_t length);
  ByteSource(const ByteSource &) = delete;
  ByteSource &operator=(const ByteSource &) = delete;

  const std::string &path() const { return name; }
  /// True where gzip is undone.
  bool packed() const { return gunzip && gunzip->packed(); }
  /// The most bytes that may be held in memory of what is read.
  int64_t limit() const { return most; }
  void setLimit(int64_t bytes) { most = bytes; }

  /// Whether it is known how many bytes are left.
  bool knowsEnd() const { return left >= 0; }
  /// Whether at most `bytes` bytes are left.
  bool endsWithin(int64_t bytes) const { return left >= 0 && left <= bytes; }

  /// The first bytes without consuming them; fewer at the end of the file.
  std::string peek();
  /// Throws unless `count` more bytes can be read and held. `what` takes them.
  void expect(int64_t count, const char *what) const;
  /// Throws where the file is known to end before.
  void expectThere(int64_t count, const char *what) const;
  /// The open file, where it is a plain one that may be read at any place, and
  /// the place reached; false otherwise.
  bool leaveInPlace(std::shared_ptr<SpoolFile> &file, int64_t &at) const;
  /// Reads `count` bytes, at most `most` at a time into `piece`, calling
  /// `take` for each piece.
  void readPieces(int64_t count, int64_t most, const char *what,
                  std::vector<uint8_t> &piece,
                  const std::function<void()> &take);
  /// Exactly `count` bytes appended to `bytes`; throws "truncated" with `what`,
  /// the expected and the found number otherwise.
  void read(std::vector<uint8_t> &bytes, int64_t count, const char *what);
  /// Reads `count` bytes and forgets them.
  void skip(int64_t count, const char *what);
  /// Up to `count` bytes; 0 at the end of the file.
  int64_t readSome(void *bytes, int64_t count);
  /// All that is left; throws where it is more than the limit.
  std::string readAll();
  /// Throws unless the file ends here.
  void expectEnd();

private:
  [[noreturn]] void failTruncated(const char *what, int64_t count,
                                  int64_t found) const;
  [[noreturn]] void failLimit(const std::string &what) const;

  std::string name;
  Pull pull;                      // unless all is in `head`
  std::unique_ptr<Gunzip> gunzip; // between a file and `pull`
  std::string head;               // peeked or in memory, consumed up to `taken`
  size_t taken = 0;
  int64_t length = -1; // of a plain file, -1 of others
  int64_t left = -1;   // bytes that are not read yet, -1 where nobody knows
  int64_t most = INT64_MAX;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_BYTESOURCE_H
