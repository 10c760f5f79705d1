//===- ZipBytes.cpp - An archive's bytes, at any place --------------------===//
#include "ZipBytes.h"

#include "ByteSource.h"
#include "Spool.h"

#include <algorithm>

using namespace aec::runtime;

ZipBytes::ZipBytes(ByteSource &source) {
  int64_t at = 0;
  if (source.leaveInPlace(file, at)) {
    count = uint64_t(file->bytes());
    return;
  }
  file = nullptr;
  content = source.readAll();
  count = content.size();
}

void ZipBytes::read(uint64_t at, void *to, uint64_t length) const {
  constexpr uint64_t wide = 1 << 14;
  if (!file) {
    content.copy(static_cast<char *>(to), length, at);
    return;
  }
  if (length > wide)
    return file->read(int64_t(at), to, int64_t(length));
  if (at < windowAt || at + length > windowAt + window.size()) {
    window.resize(std::min(wide, count - at));
    windowAt = at;
    file->read(int64_t(at), window.data(), int64_t(window.size()));
  }
  window.copy(static_cast<char *>(to), length, at - windowAt);
}

std::string ZipBytes::text(uint64_t at, uint64_t length) const {
  std::string result(length, '\0');
  read(at, result.data(), length);
  return result;
}
