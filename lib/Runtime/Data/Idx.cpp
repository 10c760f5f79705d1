//===- Idx.cpp - The IDX format of the MNIST files ------------------------===//
//
// Big-endian: two zero bytes, a type code, the rank, then a u32 a dimension
// (yann.lecun.com/exdb/mnist). Memory follows the bytes that are there, not the
// header's promise.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ByteSource.h"
#include "Error.h"

#include <algorithm>
#include <cstdio>

using namespace aec::runtime;

static ElementType typeOf(uint8_t code, const std::string &path) {
  switch (code) {
  case 0x08:
    return ElementType::U8;
  case 0x09:
    return ElementType::I8;
  case 0x0B:
    return ElementType::I16;
  case 0x0C:
    return ElementType::I32;
  case 0x0D:
    return ElementType::F32;
  case 0x0E:
    return ElementType::F64;
  }
  char text[8];
  std::snprintf(text, sizeof(text), "0x%02x", code);
  fail(path, ": unknown IDX element type ", text,
       "; expected 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e");
}

Array aec::runtime::readIdx(ByteSource &source, const ReadOptions &options) {
  Array array;
  array.origin = source.path();
  array.format = "IDX";
  std::vector<uint8_t> header;
  source.read(header, 4, "the IDX header");
  array.type = typeOf(header[2], source.path());
  int64_t rank = header[3];
  if (rank < 1 || rank > 8)
    fail(source.path(), ": IDX rank ", rank, "; expected 1 to 8");
  source.read(header, 4 * rank, "the IDX header's dimensions");
  for (int64_t axis = 0; axis < rank; ++axis) {
    const uint8_t *byte = header.data() + 4 + 4 * axis;
    array.shape.push_back(int64_t(byte[0]) << 24 | int64_t(byte[1]) << 16 |
                          int64_t(byte[2]) << 8 | byte[3]);
  }
  int64_t size = elementBytes(array.type);
  auto swap = [size](std::vector<uint8_t> &values) {
    for (auto at = values.begin(); at != values.end(); at += size)
      std::reverse(at, at + size);
  };
  readValues(source, options, array, "IDX",
             size > 1 ? ValueFilter(swap) : ValueFilter());
  return array;
}
