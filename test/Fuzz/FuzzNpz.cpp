//===- FuzzNpz.cpp - .npz archives from memory and from a file ------------===//
//
// A file is read where it is, anything else from memory: both must give the
// same.
//
//===----------------------------------------------------------------------===//
#include "Fuzzing.h"

using namespace aec::fuzz;
using namespace aec::runtime;

/// The values, or nothing where there are none.
static std::vector<uint8_t> valuesOf(ByteSource &&source) {
  std::vector<uint8_t> values;
  source.setLimit(kMemoryLimit);
  tryReading([&] {
    Array array = readNpz(source, options());
    expectWhole(array);
    values = std::move(array.bytes);
  });
  return values;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  MemoryFile file(data, size);
  std::vector<uint8_t> placed, held;
  tryReading([&] { placed = valuesOf(ByteSource(file.path())); });
  held = valuesOf(ByteSource("x", std::string(data, data + size)));
  if (placed != held)
    std::abort();
  return 0;
}
