//===- FuzzGzip.cpp - gzip streams, in pieces of any size -----------------===//
//
// The first byte is the size of the pieces that the file is read in, so that
// states between pieces are tried too.
//
//===----------------------------------------------------------------------===//
#include "Fuzzing.h"

#include <algorithm>
#include <cstring>

using namespace aec::runtime;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  int64_t piece = data[0] + 1;
  std::string content(data + 1, data + size);
  size_t taken = 0;
  return aec::fuzz::tryReading([&] {
    Gunzip gunzip("x", [&](void *to, int64_t count) {
      auto given = std::min({count, piece, int64_t(content.size() - taken)});
      std::memcpy(to, content.data() + taken, size_t(given));
      taken += size_t(given);
      return given;
    });
    char buffer[4096];
    int64_t total = 0;
    while (int64_t got = gunzip.readSome(buffer, piece))
      if ((total += got) > aec::fuzz::kMemoryLimit)
        return;
  });
}
