//===- Gunzip.h - gzip undone as bytes are asked for ----------------------===//
//
// zlib's own gzread skips anything behind a stream in silence and takes files
// only; this one is strict and takes bytes from anywhere.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_GUNZIP_H
#define AEC_LIB_RUNTIME_DATA_GUNZIP_H

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct z_stream_s;

namespace aec::runtime {

/// Gives up to `count` bytes, 0 at the end.
using Pull = std::function<int64_t(void *bytes, int64_t count)>;

/// Bytes of `raw`: unpacked where they start as gzip does, as they are
/// otherwise. Streams may follow each other (RFC 1952, section 2.2).
class Gunzip {
public:
  /// `name` is the file's in messages.
  Gunzip(std::string name, Pull raw);
  ~Gunzip();
  Gunzip(const Gunzip &) = delete;
  Gunzip &operator=(const Gunzip &) = delete;

  /// Up to `count` bytes; 0 at the end. Throws Error where the stream is
  /// truncated or damaged, or something else stands behind it.
  int64_t readSome(void *bytes, int64_t count);
  /// True where the file is packed; known after the first read.
  bool packed() const { return stream != nullptr; }

private:
  int64_t available() const { return int64_t(end - at); }
  void fill(int64_t wanted);
  bool startsStream() const;
  void start();
  bool nextStream();
  int64_t inflateSome(void *bytes, int64_t count);

  std::string name;
  Pull raw;
  std::unique_ptr<z_stream_s> stream;
  std::vector<unsigned char> buffer;
  size_t at = 0, end = 0; // what of `buffer` is not consumed
  bool started = false, ended = false;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_GUNZIP_H
