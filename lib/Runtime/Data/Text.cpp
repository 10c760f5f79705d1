//===- Text.cpp - Plain text as bytes -------------------------------------===//
//
// A byte a class, 0 to 255: any text and any encoding, with no vocabulary to
// keep beside the weights.
//
//===----------------------------------------------------------------------===//
#include "Array.h"
#include "ArrayWriter.h"
#include "ByteSource.h"
#include "Error.h"

using namespace aec::runtime;

Array aec::runtime::readText(ByteSource &source, const ReadOptions &options) {
  Array array;
  array.origin = source.path();
  array.format = "text";
  array.type = ElementType::U8;
  array.series = true;
  ArrayWriter writer(array, options);
  std::vector<uint8_t> piece(size_t(writer.pieceBytes()));
  bool used[256] = {};
  int64_t distinct = 0, bytes = 0;
  while (int64_t got = source.readSome(piece.data(), int64_t(piece.size()))) {
    writer.append(piece.data(), got);
    bytes += got;
    for (int64_t at = 0; at < got; ++at) {
      distinct += !used[piece[at]];
      used[piece[at]] = true;
    }
  }
  array.shape = {bytes, 1};
  array.detail = concat(countText(distinct, "distinct byte"),
                        ", classes are the bytes 0 to 255");
  return array;
}
