//===- FuzzCsv.cpp - CSV files from memory --------------------------------===//
#include "Fuzzing.h"

using namespace aec::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzzReader(data, size, [](aec::runtime::ByteSource &source) {
    return readCsv(source, options());
  });
}
