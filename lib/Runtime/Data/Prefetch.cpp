//===- Prefetch.cpp - The ring and its thread -----------------------------===//
//
// The batch in use is slot `current`; behind it follow `asked` batches, of
// which the first `filled` are ready and the next `filling` being read. The
// thread touches only the latter, the caller all others.
//
// Waking a thread costs as much as a small model's step. So the caller asks
// when half of the ring is used up, and the thread reads all that is asked for
// at once, which also lets rows that lie near each other be read together.
// After a wrong guess it begins with few, so that the caller does not wait for
// many.
//
//===----------------------------------------------------------------------===//
#include "Prefetch.h"

#include <algorithm>

using namespace aec::runtime;

/// As many batches as may be read ahead: fewer than 4 would leave the thread
/// without work while a step runs.
static size_t slotsFor(const Samples &samples, int64_t capacity) {
  constexpr int64_t least = 4, most = 1024;
  int64_t row = 1, room = INT64_MAX;
  for (const auto &[input, set] : samples.sets) {
    row += set.rowBytes();
    room = std::min(room, set.aheadBytes);
  }
  return size_t(
      std::clamp(room / row / std::max<int64_t>(capacity, 1), least, most));
}

void Prefetch::Slot::place(int64_t input, const Dataset &set,
                           std::vector<RowPlace> &places) const {
  char *to = buffers.at(input).as<char>();
  for (int64_t at = 0; at < count; ++at)
    places.push_back(
        {ordered ? rows[size_t(at)] : begin + at, to + at * set.rowBytes()});
}

bool Prefetch::Slot::is(const Samples &other, const int64_t *order,
                        int64_t first, int64_t size) const {
  return samples == &other && begin == first && count == size &&
         ordered == (order != nullptr) &&
         (!order || std::equal(rows.begin(), rows.end(), order + first));
}

Prefetch::Prefetch(const Samples &samples, int64_t capacity)
    : slots(slotsFor(samples, capacity)) {
  for (Slot &slot : slots) {
    slot.buffers = batchBuffers(samples, capacity);
    slot.rows.reserve(size_t(capacity));
  }
  thread = std::thread([this] { work(); });
}

Prefetch::~Prefetch() {
  {
    std::lock_guard<std::mutex> lock(mutex);
    ending = true;
  }
  changed.notify_all();
  thread.join();
}

/// Fills slots first, ..., first + count - 1 of the ring, all of one set of
/// samples.
void Prefetch::fill(size_t first, size_t count) {
  for (const auto &[input, set] : slot(first).samples->sets) {
    places.clear();
    for (size_t at = 0; at < count; ++at)
      slot(first + at).place(input, set, places);
    readRows(set, places);
  }
}

void Prefetch::work() {
  std::unique_lock<std::mutex> lock(mutex);
  while (true) {
    changed.wait(lock, [&] { return ending || filled < asked; });
    if (ending)
      return;
    size_t first = current + 1 + filled;
    filling = std::min(asked - filled, atOnce);
    atOnce = std::min(2 * atOnce, slots.size());
    lock.unlock();
    try {
      fill(first, filling);
    } catch (...) {
      // Those that can be read are.
      for (size_t at = first; at < first + filling; ++at)
        try {
          fill(at, 1);
        } catch (...) {
          slot(at).failure = std::current_exception();
        }
    }
    lock.lock();
    filled += filling;
    filling = 0;
    changed.notify_all();
  }
}

/// Puts a batch behind those asked for; the lock is held.
void Prefetch::ask(const Samples &samples, const int64_t *order, int64_t begin,
                   int64_t count) {
  Slot &next = slot(current + 1 + asked);
  next.samples = &samples;
  next.begin = begin;
  next.count = count;
  next.ordered = order != nullptr;
  next.failure = nullptr;
  next.rows.clear();
  if (order)
    next.rows.assign(order + begin, order + begin + count);
  ++asked;
}

/// Fills the ring with what follows the batch in use, where half of it is free;
/// the lock is held.
void Prefetch::askAhead(const Samples &samples, const int64_t *order,
                        int64_t count) {
  if (asked >= slots.size() / 2)
    return;
  while (asked + 1 < slots.size()) {
    const Slot &last = slot(current + asked);
    int64_t begin = last.begin + last.count;
    if (begin >= samples.rows)
      return;
    ask(samples, order, begin, std::min(count, samples.rows - begin));
  }
}

/// Forgets what is asked for; the lock is held.
void Prefetch::drop(std::unique_lock<std::mutex> &lock) {
  asked = filled + filling;
  changed.wait(lock, [&] { return filling == 0; });
  asked = filled = 0;
  atOnce = 1;
}

void Prefetch::load(const Samples &samples, const int64_t *order, int64_t begin,
                    int64_t count) {
  std::unique_lock<std::mutex> lock(mutex);
  if (!asked || !slot(current + 1).is(samples, order, begin, count)) {
    drop(lock);
    ask(samples, order, begin, count);
    changed.notify_all();
  }
  changed.wait(lock, [&] { return filled > 0; });
  current = (current + 1) % slots.size();
  --asked;
  --filled;
  askAhead(samples, order, count);
  if (asked > filled + filling)
    changed.notify_all();
  if (slots[current].failure)
    std::rethrow_exception(slots[current].failure);
}
