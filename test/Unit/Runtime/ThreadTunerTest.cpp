//===- ThreadTunerTest.cpp - Choosing the number of threads ---------------===//
#include "Threads/ThreadTuner.h"

#include <gtest/gtest.h>

using namespace aec::runtime;

/// Steps that take `seconds[threads]`; the number in use after `count` of them.
template <typename Times>
static int after(ThreadTuner &tuner, int count, Times seconds) {
  for (int step = 0; step < count; ++step)
    tuner.took(seconds(tuner.threads()));
  return tuner.threads();
}

TEST(ThreadTuner, StartsWithAllThreads) {
  ThreadTuner tuner(8);
  EXPECT_EQ(tuner.threads(), 8);
}

TEST(ThreadTuner, KeepsTheFastest) {
  auto best = [](int fastest) {
    return [fastest](int threads) { return threads == fastest ? 1e-4 : 2e-4; };
  };
  for (int fastest : {1, 2, 4}) {
    ThreadTuner tuner(4);
    EXPECT_EQ(after(tuner, 100, best(fastest)), fastest);
  }
}

TEST(ThreadTuner, OneSlowStepChangesNothing) {
  ThreadTuner tuner(2);
  int step = 0;
  auto seconds = [&](int threads) {
    return ++step % 7 == 0 ? 4e-3 : threads == 2 ? 1e-4 : 2e-4;
  };
  EXPECT_EQ(after(tuner, 100, seconds), 2);
}

TEST(ThreadTuner, LongStepsTryNothing) {
  ThreadTuner tuner(4);
  bool onlyAll = true;
  after(tuner, 100, [&](int threads) {
    onlyAll &= threads == 4;
    return 1e-2;
  });
  EXPECT_TRUE(onlyAll);
}

TEST(ThreadTuner, FollowsTheMachine) {
  ThreadTuner tuner(2);
  auto one = [](int threads) { return threads == 1 ? 1e-4 : 2e-4; };
  auto two = [](int threads) { return threads == 2 ? 1e-4 : 2e-4; };
  EXPECT_EQ(after(tuner, 100, one), 1);
  EXPECT_EQ(after(tuner, ThreadTuner::holdSteps + 100, two), 2);
}
