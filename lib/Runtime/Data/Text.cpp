//===- Text.cpp - Plain text as bytes -------------------------------------===//
//
// A byte a class, 0 to 255: any text and any encoding, with no vocabulary to
// keep beside the weights.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ByteSource.h"
#include "Error.h"

using namespace aec::runtime;

Array aec::runtime::readText(ByteSource &source) {
  Array array;
  array.origin = source.path();
  array.format = "text";
  array.type = ElementType::U8;
  array.series = true;
  std::string text = source.readAll();
  array.bytes.assign(text.begin(), text.end());
  array.shape = {int64_t(array.bytes.size()), 1};
  bool used[256] = {};
  int64_t distinct = 0;
  for (uint8_t byte : array.bytes) {
    distinct += !used[byte];
    used[byte] = true;
  }
  array.detail = concat(countText(distinct, "distinct byte"),
                        ", classes are the bytes 0 to 255");
  return array;
}
