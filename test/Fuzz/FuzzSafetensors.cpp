//===- FuzzSafetensors.cpp - Weights, listed and loaded into a model ------===//
#include "Fuzzing.h"

#include "../Unit/Runtime/FakeModel.h"
#include "Weights/Weights.h"

using namespace aec::runtime;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static States states(fakeNormalized);
  aec::fuzz::MemoryFile file(data, size);
  aec::fuzz::tryReading([&] {
    SafetensorsFile found = readSafetensors(file.path());
    int64_t bytes = 0;
    for (const SafetensorsTensor &tensor : found.tensors)
      bytes += tensor.bytes;
    if (bytes != int64_t(found.content.size()))
      std::abort();
  });
  return aec::fuzz::tryReading([&] { loadWeights(states, file.path()); });
}
