//===- Prefetch.cpp - The ring and its thread
//------------------------------===//
//
// The batch in use is slot `current`; behind it follow `asked` batches, of
// which the first `filled` are ready. The thread touches only slots that are
// asked for and not filled, the caller all others.
//
//===----------------------------------------------------------------------===//
#include "Prefetch.h"

#include <algorithm>

using namespace aec::runtime;

void Prefetch::Slot::fill() {
  for (const auto &[input, set] : samples->sets)
    gatherRows(set, ordered ? rows.data() : nullptr, ordered ? 0 : begin, count,
               buffers.at(input).data());
}

bool Prefetch::Slot::is(const Samples &other, const int64_t *order,
                        int64_t first, int64_t size) const {
  return samples == &other && begin == first && count == size &&
         ordered == (order != nullptr) &&
         (!order || std::equal(rows.begin(), rows.end(), order + first));
}

Prefetch::Prefetch(const Samples &samples, int64_t capacity) {
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

void Prefetch::work() {
  std::unique_lock<std::mutex> lock(mutex);
  while (true) {
    changed.wait(lock, [&] { return ending || filled < asked; });
    if (ending)
      return;
    Slot &slot = slots[(current + 1 + filled) % kSlots];
    busy = true;
    lock.unlock();
    try {
      slot.fill();
    } catch (...) {
      slot.failure = std::current_exception();
    }
    lock.lock();
    busy = false;
    ++filled;
    changed.notify_all();
  }
}

/// Puts a batch behind those asked for; the lock is held.
void Prefetch::ask(const Samples &samples, const int64_t *order, int64_t begin,
                   int64_t count) {
  Slot &slot = slots[(current + 1 + asked) % kSlots];
  slot.samples = &samples;
  slot.begin = begin;
  slot.count = count;
  slot.ordered = order != nullptr;
  slot.failure = nullptr;
  slot.rows.clear();
  if (order)
    slot.rows.assign(order + begin, order + begin + count);
  ++asked;
}

/// Fills the ring with what follows the batch in use.
void Prefetch::askAhead(const Samples &samples, const int64_t *order,
                        int64_t count) {
  while (asked + 1 < kSlots) {
    const Slot &last = slots[(current + asked) % kSlots];
    int64_t begin = last.begin + last.count;
    if (begin >= samples.rows)
      return;
    ask(samples, order, begin, std::min(count, samples.rows - begin));
  }
}

/// Forgets what is asked for; the lock is held.
void Prefetch::drop(std::unique_lock<std::mutex> &lock) {
  asked = filled + busy;
  changed.wait(lock, [&] { return !busy; });
  asked = filled = 0;
}

void Prefetch::load(const Samples &samples, const int64_t *order, int64_t begin,
                    int64_t count) {
  std::unique_lock<std::mutex> lock(mutex);
  if (!asked ||
      !slots[(current + 1) % kSlots].is(samples, order, begin, count)) {
    drop(lock);
    ask(samples, order, begin, count);
    changed.notify_all();
  }
  changed.wait(lock, [&] { return filled > 0; });
  current = (current + 1) % kSlots;
  --asked;
  --filled;
  askAhead(samples, order, count);
  changed.notify_all();
  if (slots[current].failure)
    std::rethrow_exception(slots[current].failure);
}
