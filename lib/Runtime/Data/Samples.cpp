//===- Samples.cpp - Binding and batching ---------------------------------===//
//
// Rows of the inputs correspond by position, so their numbers must agree.
//
//===----------------------------------------------------------------------===//
#include "Samples.h"

#include "../Error.h"
#include "Prefetch.h"

#include <algorithm>

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

bool Samples::streamed() const {
  return std::any_of(sets.begin(), sets.end(),
                     [](const auto &set) { return set.second.streamed(); });
}

int64_t Samples::heldBytes() const {
  int64_t bytes = 0;
  for (const auto &[input, set] : sets)
    bytes += set.values.bytes();
  return bytes;
}

std::map<int64_t, Buffer> aec::runtime::batchBuffers(const Samples &samples,
                                                     int64_t capacity) {
  std::map<int64_t, Buffer> buffers;
  for (const auto &[input, set] : samples.sets) {
    int64_t bytes = 0;
    if (!multiply(capacity, set.rowBytes(), bytes))
      fail("a batch of ", capacity, " overflows the memory; use a smaller one");
    buffers[input] = Buffer(bytes, concat("a batch of ", capacity));
  }
  return buffers;
}

Batch::Batch(const Samples &samples, int64_t capacity) : capacity(capacity) {
  reserve(samples);
}

/// Samples of one batch may be in memory while others, for validation, are in
/// a file.
void Batch::reserve(const Samples &samples) {
  if (samples.streamed() && !ahead)
    ahead = std::make_unique<Prefetch>(samples, capacity);
  if (!samples.streamed() && buffers.empty())
    buffers = batchBuffers(samples, capacity);
  loaded = samples.streamed() ? &ahead->buffers() : &buffers;
}

Batch::~Batch() = default;

void Batch::load(const Samples &samples, const int64_t *order, int64_t begin,
                 int64_t count, ThreadPool &pool) {
  reserve(samples);
  if (samples.streamed()) {
    ahead->load(samples, order, begin, count);
    loaded = &ahead->buffers();
    return;
  }
  for (const auto &[input, set] : samples.sets)
    gather(set, order, begin, count, buffers.at(input).data(), pool);
}

void *Batch::input(int64_t input) const {
  auto found = loaded->find(input);
  return found == loaded->end() ? nullptr : found->second.data();
}
