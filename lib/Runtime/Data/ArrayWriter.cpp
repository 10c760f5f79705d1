//===- ArrayWriter.cpp - From memory to a file when it gets too much
//-------===//
#include "ArrayWriter.h"

#include "../Error.h"
#include "Spool.h"

#include <algorithm>

using namespace aec::runtime;

int64_t aec::runtime::pieceBytes(const ReadOptions &options) {
  constexpr int64_t least = 1 << 16, most = 1 << 24;
  return std::clamp(options.memoryLimit / 8, least, most);
}

void ArrayWriter::toFile(int64_t bytes) {
  if (!options.streams)
    fail(array.origin, ": its values take more than the ", options.memoryLimit,
         " bytes that are held in memory, --memory-limit changes that");
  array.file = std::make_shared<SpoolFile>(
      options.spool, "the values of " + array.origin, bytes);
  array.file->append(array.bytes.data(), int64_t(array.bytes.size()));
  array.bytes = {};
}

void ArrayWriter::expect(int64_t bytes, bool there) {
  if (bytes > options.memoryLimit)
    toFile(bytes);
  else if (there)
    array.bytes.reserve(size_t(bytes));
}

void ArrayWriter::append(const void *bytes, int64_t count) {
  if (!array.file && int64_t(array.bytes.size()) + count > options.memoryLimit)
    toFile(0);
  if (array.file)
    return array.file->append(bytes, count);
  auto *from = static_cast<const uint8_t *>(bytes);
  array.bytes.insert(array.bytes.end(), from, from + count);
}
