//===- LaunchScheduleTest.cpp - Properties of launch schedules ------------===//
#include "aec/Analysis/LaunchSchedule.h"

#include <gtest/gtest.h>
#include <random>

using namespace aec;

namespace {

using Operations = std::vector<ScheduledOperation>;

/// Every dependence is to an earlier stage or inside a strand, and a strand is
/// in one stage.
void check(const Operations &operations,
           const std::vector<ScheduledPlace> &places) {
  ASSERT_EQ(operations.size(), places.size());
  for (size_t i = 0; i < operations.size(); ++i)
    for (const auto &dependence : operations[i].after) {
      const ScheduledPlace &on = places[dependence.on];
      if (on.strand == places[i].strand)
        EXPECT_TRUE(dependence.joins);
      else
        EXPECT_LT(on.stage, places[i].stage);
    }
  for (const ScheduledPlace &one : places)
    for (const ScheduledPlace &other : places)
      if (one.strand == other.strand)
        EXPECT_EQ(one.stage, other.stage);
}

TEST(LaunchSchedule, RandomProgramsKeepTheirOrder) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    Operations operations(3 + random() % 30);
    for (size_t i = 1; i < operations.size(); ++i) {
      operations[i].mayWait = random() % 2;
      operations[i].cost = random() % 4;
      operations[i].isUpdate = random() % 8 == 0;
      for (unsigned n = random() % 3; n-- > 0;)
        operations[i].after.push_back({random() % i, random() % 2 == 0});
    }
    ScheduleOptions options;
    options.maxCost = 10;
    check(operations, scheduleLaunches(operations, options));
  }
}

TEST(LaunchSchedule, IndependentOperationsAreOneStage) {
  Operations operations(3);
  operations[2].after = {{0, false}};
  auto places = scheduleLaunches(operations);
  EXPECT_EQ(places[0].stage, places[1].stage);
  EXPECT_NE(places[0].strand, places[1].strand);
  EXPECT_EQ(places[2].stage, places[0].stage + 1);
}

TEST(LaunchSchedule, UpdatesAreOneStageBehindAll) {
  Operations operations(4);
  operations[0].isUpdate = operations[2].isUpdate = true;
  operations[2].after = {{1, false}};
  operations[3].after = {{1, false}};
  auto places = scheduleLaunches(operations);
  EXPECT_EQ(places[0].stage, places[2].stage);
  EXPECT_GT(places[0].stage, places[3].stage);
}

// 0 -> 1 -> 2 and 0 -> 2: joined, 0 and 2 would have to run around 1.
TEST(LaunchSchedule, NothingRunsInTheMiddleOfAStrand) {
  Operations operations(3);
  operations[1].after = {{0, false}};
  operations[2].after = {{0, true}, {1, false}};
  auto places = scheduleLaunches(operations);
  EXPECT_NE(places[0].strand, places[2].strand);
}

// 3 needs 2, which is late, and 0: 0 would wait for 2 with it.
TEST(LaunchSchedule, JoinsWhereNoneWaits) {
  Operations operations(4);
  operations[2].after = {{1, false}};
  operations[3].after = {{0, true}, {2, false}};
  auto places = scheduleLaunches(operations);
  EXPECT_EQ(places[0].stage, 0);
  EXPECT_EQ(places[3].stage, 2);
  operations[3].mayWait = true;
  places = scheduleLaunches(operations);
  EXPECT_EQ(places[0].strand, places[3].strand);
  EXPECT_EQ(places[0].stage, 2);
}

TEST(LaunchSchedule, StrandsStayBelowTheirCost) {
  Operations operations(3);
  for (auto &operation : operations)
    operation.cost = 4, operation.mayWait = true;
  operations[1].after = {{0, true}};
  operations[2].after = {{1, true}};
  ScheduleOptions options;
  options.maxCost = 8;
  auto places = scheduleLaunches(operations, options);
  EXPECT_EQ(places[0].strand, places[1].strand);
  EXPECT_NE(places[1].strand, places[2].strand);
}

} // namespace
