//===- Samples.cpp - Binding and batching ---------------------------------===//
//
// Rows of the inputs correspond by position, so their numbers must agree.
//
//===----------------------------------------------------------------------===//
#include "Samples.h"

#include "Error.h"

using namespace aec::runtime;

void Samples::add(int64_t input, Dataset set) {
  if (!sets.empty() && set.rows != rows)
    fail(set.origin, " has ", countText(set.rows, "sample"), ", ",
         sets.begin()->second.origin, " has ", rows,
         "; inputs need the same number");
  rows = set.rows;
  sets[input] = std::move(set);
}

Samples aec::runtime::takeLast(Samples &samples, int64_t rows) {
  Samples last;
  for (auto &[input, set] : samples.sets)
    last.add(input, takeLast(set, rows));
  samples.rows -= rows;
  return last;
}

Batch::Batch(const Samples &samples, int64_t capacity) {
  for (const auto &[input, set] : samples.sets) {
    int64_t bytes = 0;
    if (!multiply(capacity, set.rowBytes(), bytes))
      fail("a batch of ", capacity, " overflows the memory; use a smaller one");
    buffers[input] = Buffer(bytes, concat("a batch of ", capacity));
  }
}

void Batch::load(const Samples &samples, const int64_t *order, int64_t begin,
                 int64_t count, ThreadPool &pool) {
  for (const auto &[input, set] : samples.sets)
    gather(set, order, begin, count, buffers.at(input).data(), pool);
}

const void *Batch::input(int64_t input) const {
  auto found = buffers.find(input);
  return found == buffers.end() ? nullptr : found->second.data();
}
