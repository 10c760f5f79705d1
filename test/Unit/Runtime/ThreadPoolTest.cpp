//===- ThreadPoolTest.cpp - Partition, nesting, denormals -----------------===//
//
// No times: what is tested is that every index runs once, whatever happens.
//
//===----------------------------------------------------------------------===//
#include "Model/Runtime.h"
#include "Threads/CpuCount.h"
#include "Threads/FloatMode.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace aec::runtime;

TEST(ThreadPool, RunsEveryIndexOnceForAnyCount) {
  ThreadPool pool(3);
  for (int64_t count : {0, 1, 2, 3, 4, 7, 100, 1001}) {
    std::vector<int> hits(count, 0);
    pool.parallelFor(count, [&](int64_t at) { ++hits[at]; });
    EXPECT_EQ(hits, std::vector<int>(count, 1));
  }
}

TEST(ThreadPool, BordersAreMultiplesOfGrain) {
  ThreadPool pool(4);
  for (int64_t count : {1, 5, 16, 17, 99}) {
    std::mutex mutex;
    std::vector<std::pair<int64_t, int64_t>> pieces;
    pool.parallelRanges(count, 8, [&](int64_t lo, int64_t hi) {
      std::lock_guard<std::mutex> lock(mutex);
      pieces.emplace_back(lo, hi);
    });
    int64_t total = 0;
    for (auto [lo, hi] : pieces) {
      EXPECT_EQ(lo % 8, 0);
      EXPECT_TRUE(hi % 8 == 0 || hi == count);
      EXPECT_LT(lo, hi);
      total += hi - lo;
    }
    EXPECT_EQ(total, count);
  }
}

TEST(ThreadPool, HugeCountsDoNotOverflow) {
  ThreadPool pool(3);
  std::atomic<int64_t> total{0};
  pool.parallelRanges(INT64_MAX, int64_t(1) << 60,
                      [&](int64_t lo, int64_t hi) { total += hi - lo; });
  EXPECT_EQ(total, INT64_MAX);
}

TEST(ThreadPool, NestedRegionsRunInline) {
  ThreadPool pool(2);
  std::atomic<int> total{0};
  EXPECT_FALSE(ThreadPool::insideRegion());
  pool.parallelFor(4, [&](int64_t) {
    EXPECT_TRUE(ThreadPool::insideRegion());
    pool.parallelFor(5, [&](int64_t) { ++total; });
  });
  EXPECT_EQ(total, 20);
  EXPECT_FALSE(ThreadPool::insideRegion());
}

TEST(ThreadPool, TwoCallersAtOnce) {
  ThreadPool pool(2);
  std::atomic<int64_t> total{0};
  auto caller = [&] {
    for (int at = 0; at < 500; ++at)
      pool.parallelFor(8, [&](int64_t) { ++total; });
  };
  std::thread other(caller);
  caller();
  other.join();
  EXPECT_EQ(total, 2 * 500 * 8);
}

TEST(ThreadPool, WakesAfterSleeping) {
  ThreadPool pool(2);
  for (int at = 0; at < 20; ++at) {
    usleep(2000); // longer than the spin
    std::atomic<int> total{0};
    pool.parallelFor(2, [&](int64_t) { ++total; });
    EXPECT_EQ(total, 2);
  }
}

TEST(ThreadPool, MoreThreadsThanCores) {
  ThreadPool pool(9);
  std::atomic<int64_t> total{0};
  for (int at = 0; at < 200; ++at)
    pool.parallelFor(9, [&](int64_t) { ++total; });
  EXPECT_EQ(total, 200 * 9);
}

TEST(ThreadPool, WorkersFlushDenormals) {
  ThreadPool pool(2);
  uint64_t modes[2] = {};
  FlushDenormals flush;
  pool.parallelFor(2, [&](int64_t at) { modes[at] = FlushDenormals::read(); });
  for (uint64_t mode : modes)
    EXPECT_EQ(mode & FlushDenormals::kFlush, FlushDenormals::kFlush);
}

TEST(FloatMode, IsRestored) {
  uint64_t before = FlushDenormals::read();
  {
    FlushDenormals flush;
    volatile float tiny = 1e-40f;
    EXPECT_EQ(tiny * 1.0f, 0.0f);
  }
  EXPECT_EQ(FlushDenormals::read(), before);
}

TEST(ParallelFor, ReachesTheRuntimesPool) {
  aec_runtime runtime(2);
  std::atomic<int64_t> total{0};
  aec_parallel_for(
      &runtime, 1000, 16,
      [](void *closure, int64_t lo, int64_t hi) {
        *static_cast<std::atomic<int64_t> *>(closure) += hi - lo;
      },
      &total);
  EXPECT_EQ(total, 1000);
}

TEST(CpuCount, ReadsQuotas) {
  EXPECT_EQ(cpusOfQuota("200000 100000"), 2);
  EXPECT_EQ(cpusOfQuota("150000 100000"), 2);
  EXPECT_EQ(cpusOfQuota("10000 100000"), 1);
  EXPECT_EQ(cpusOfQuota("max 100000"), 0);
  EXPECT_EQ(cpusOfQuota("-1 100000"), 0);
  EXPECT_EQ(cpusOfQuota(""), 0);
  EXPECT_GE(usableCpus(), 1);
}
