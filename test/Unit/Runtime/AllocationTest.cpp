//===- AllocationTest.cpp - A step allocates nothing ----------------------===//
//
// In a program of its own, because it replaces the C library's malloc by one
// that counts. All our allocations, new's included, pass through it.
//
//===----------------------------------------------------------------------===//
#include "FakeModel.h"
#include "Training/Trainer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>

extern "C" {
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
}

static std::atomic<int64_t> allocations{0};

extern "C" void *malloc(size_t size) {
  ++allocations;
  return __libc_malloc(size);
}
extern "C" void *calloc(size_t count, size_t size) {
  ++allocations;
  return __libc_calloc(count, size);
}
extern "C" void *realloc(void *old, size_t size) {
  ++allocations;
  return __libc_realloc(old, size);
}
extern "C" void *aligned_alloc(size_t alignment, size_t size) {
  ++allocations;
  return __libc_memalign(alignment, size);
}

using namespace aec::runtime;

namespace {
/// Allocations between the first and the last batch of every epoch.
class Counter : public TrainListener {
public:
  void onStep(int64_t, int64_t done, int64_t steps,
              const std::vector<double> &) override {
    if (done == 1)
      start = allocations;
    if (done == steps)
      counted += allocations - start;
    ++batches;
  }
  int64_t start = 0, counted = 0, batches = 0;
};
} // namespace

TEST(Allocation, CountsAtAll) {
  int64_t before = allocations;
  delete[] new int[100];
  EXPECT_GE(allocations, before);
  void *volatile kept = std::malloc(10);
  std::free(kept);
  EXPECT_GT(allocations, before);
}

TEST(Allocation, NoneInAStep) {
  Session session(fakeModel, 2);
  session.states().initialize(0);
  Dataset set;
  set.rows = 100;
  set.rowElements = 16;
  set.values = Buffer(100 * 64, "test");
  Samples samples;
  samples.add(0, std::move(set));
  TrainOptions options;
  options.batchSize = 16;
  options.epochs = 3;
  Counter counter;
  Trainer(session, samples, nullptr, options).run(counter);
  EXPECT_EQ(counter.batches, 3 * 7);
  EXPECT_EQ(counter.counted, 0);
}
