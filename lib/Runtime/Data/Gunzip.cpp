//===- Gunzip.cpp - zlib's inflate, stream by stream ----------------------===//
//
// Truncation, damage and bytes behind the last stream are errors: a file that
// was cut or appended to must not pass for data.
//
//===----------------------------------------------------------------------===//
#include "Gunzip.h"

#include "../Error.h"

#include <algorithm>
#include <cstring>
#include <zlib.h>

using namespace aec::runtime;

Gunzip::Gunzip(std::string name, Pull raw)
    : name(std::move(name)), raw(std::move(raw)), buffer(1 << 18) {}

Gunzip::~Gunzip() {
  if (stream)
    inflateEnd(stream.get());
}

/// Reads until `wanted` bytes are there, or all.
void Gunzip::fill(int64_t wanted) {
  if (available() >= wanted)
    return;
  std::memmove(buffer.data(), buffer.data() + at, end - at);
  end -= at;
  at = 0;
  while (available() < wanted) {
    int64_t got = raw(buffer.data() + end, int64_t(buffer.size() - end));
    if (got == 0)
      return;
    end += size_t(got);
  }
}

bool Gunzip::startsStream() const {
  return available() >= 2 && buffer[at] == 0x1f && buffer[at + 1] == 0x8b;
}

void Gunzip::start() {
  started = true;
  fill(2);
  if (!startsStream())
    return;
  stream = std::make_unique<z_stream>();
  constexpr int gzipOnly = 16;
  if (inflateInit2(stream.get(), MAX_WBITS + gzipOnly) != Z_OK) {
    stream.reset();
    fail("cannot read ", name, ": not enough memory");
  }
}

/// Behind a stream: true at the start of another, false at the end.
bool Gunzip::nextStream() {
  fill(2);
  if (available() == 0)
    return false;
  if (!startsStream())
    fail(name, " has bytes behind its gzip stream");
  inflateReset(stream.get());
  ended = false;
  return true;
}

int64_t Gunzip::inflateSome(void *bytes, int64_t count) {
  stream->next_out = static_cast<Bytef *>(bytes);
  stream->avail_out = uInt(count);
  while (stream->avail_out == uInt(count)) {
    if (ended && !nextStream())
      return 0;
    fill(1);
    if (available() == 0)
      fail(name, " is truncated: its gzip stream ends early");
    stream->next_in = buffer.data() + at;
    stream->avail_in = uInt(available());
    int status = inflate(stream.get(), Z_NO_FLUSH);
    at = end - stream->avail_in;
    ended = status == Z_STREAM_END;
    if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
      fail(name, " is not a valid gzip file: ",
           stream->msg ? stream->msg : zError(status));
  }
  return count - int64_t(stream->avail_out);
}

int64_t Gunzip::readSome(void *bytes, int64_t count) {
  constexpr int64_t most = 1 << 24;
  count = std::min(count, most);
  if (count == 0)
    return 0;
  if (!started)
    start();
  if (stream)
    return inflateSome(bytes, count);
  if (available() == 0)
    return raw(bytes, count);
  count = std::min(count, available());
  std::memcpy(bytes, buffer.data() + at, size_t(count));
  at += size_t(count);
  return count;
}
