//===- FuzzData.cpp - Any file, as a program takes it ---------------------===//
//
// The choice of a reader, windows, and the preparation for a model, in one; the
// first byte says how the file is read.
//
//===----------------------------------------------------------------------===//
#include "Fuzzing.h"

#include "../Unit/Runtime/FakeModel.h"
#include "Data/Dataset.h"
#include "Data/Windows.h"

using namespace aec::runtime;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  static ThreadPool pool(1);
  const aec_input &input = fakeModel.inputs[0];
  aec::fuzz::MemoryFile file(data + 1, size - 1);
  int how = data[0];
  return aec::fuzz::tryReading([&] {
    ReadOptions options = aec::fuzz::options();
    options.missing = how & 1;
    if (how & 2)
      options.accept = [&](const Array &found) { checkShape(found, input); };
    Array array = readArray(file.path(), options);
    aec::fuzz::expectWhole(array);
    Origin origin;
    if (how & 4)
      keepRows(array, {how & 8 ? 1 : -2, INT64_MAX});
    makeWindows(array, how & 16 ? 16 : 0, how & 32 ? 3 : 0, input, origin);
    prepare(array, input, pool);
  });
}
