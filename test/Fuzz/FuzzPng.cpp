//===- FuzzPng.cpp - Pictures, with checksums put right -------------------===//
//
// A changed byte makes a checksum wrong, and the file is refused before libpng
// sees it; so every second mutation is followed by new checksums.
//
//===----------------------------------------------------------------------===//
#include "Fuzzing.h"

#include <zlib.h>

using namespace aec::fuzz;

extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

/// Writes the checksum that each whole chunk should have.
static void repair(uint8_t *data, size_t size) {
  for (size_t at = 8; at + 12 <= size;) {
    size_t length = size_t(data[at]) << 24 | data[at + 1] << 16 |
                    data[at + 2] << 8 | data[at + 3];
    if (length > size - at - 12)
      return;
    uLong sum = crc32(0, data + at + 4, uInt(length + 4));
    for (size_t byte = 0; byte < 4; ++byte)
      data[at + 8 + length + byte] = uint8_t(sum >> (24 - 8 * byte));
    at += 12 + length;
  }
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t most, unsigned seed) {
  size = LLVMFuzzerMutate(data, size, most);
  if (seed % 2)
    repair(data, size);
  return size;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzzReader(data, size, [](aec::runtime::ByteSource &source) {
    return readPicture(source, options());
  });
}
