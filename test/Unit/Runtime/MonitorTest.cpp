//===- MonitorTest.cpp - The best epoch, patience, names of losses --------===//
//
// Sequences of values written down, with what must follow.
//
//===----------------------------------------------------------------------===//
#include "Training/Monitor.h"
#include "Commands/TrainArguments.h"
#include "FakeModel.h"
#include "Testing.h"

#include <cmath>

using namespace aec::runtime;

static std::vector<std::string> namesOf(const aec_model &model,
                                        bool validation) {
  std::vector<std::string> names;
  for (const Monitored &monitored : monitorsOf(model, validation))
    names.push_back(monitored.name);
  return names;
}

TEST(Monitor, KeepsTheLeastAndCountsFromTheLastGain) {
  MonitorState state;
  EXPECT_TRUE(state.observe(1, 1.0, 0.1));
  EXPECT_TRUE(state.observe(2, 0.95, 0.1)); // a gain, but not enough of one
  EXPECT_EQ(state.waited, 1);
  EXPECT_EQ(state.bestEpoch, 2);
  EXPECT_FALSE(state.observe(3, 0.97, 0.1));
  EXPECT_EQ(state.waited, 2);
  // Small gains add up: 0.89 is 0.11 below the mark.
  EXPECT_TRUE(state.observe(4, 0.89, 0.1));
  EXPECT_EQ(state.waited, 0);
  EXPECT_EQ(state.best, 0.89);
  EXPECT_EQ(state.reference, 0.89);
}

TEST(Monitor, EqualIsNoGain) {
  MonitorState state;
  EXPECT_TRUE(state.observe(1, 1.0, 0));
  EXPECT_FALSE(state.observe(2, 1.0, 0));
  EXPECT_EQ(state.waited, 1);
}

/// Others counted such an epoch as an improvement.
TEST(Monitor, NotANumberIsNoGain) {
  MonitorState state;
  EXPECT_FALSE(state.observe(1, std::nan(""), 0));
  EXPECT_EQ(state.bestEpoch, 0);
  EXPECT_TRUE(state.observe(2, 5, 0));
  EXPECT_FALSE(state.observe(3, std::nan(""), 0));
  EXPECT_EQ(state.best, 5);
  EXPECT_EQ(state.waited, 1);
}

TEST(Monitor, Names) {
  EXPECT_EQ(namesOf(fakeModel, false),
            (std::vector<std::string>{"loss", "reconstruction"}));
  EXPECT_EQ(namesOf(fakeNormalized, true),
            (std::vector<std::string>{"validation", "validation.reconstruction",
                                      "validation.sparsity", "loss",
                                      "reconstruction", "sparsity"}));
}

TEST(Monitor, NamesOfSeveralObjectives) {
  aec_objective both[] = {fakeModel.objectives[0], fakeModel.objectives[0]};
  both[1].name = "judge";
  aec_model model = fakeModel;
  model.objectives = both;
  model.objective_count = 2;
  EXPECT_EQ(namesOf(model, false),
            (std::vector<std::string>{"loss", "mse", "mse.reconstruction",
                                      "judge", "judge.reconstruction"}));
}

/// Best weights by default where one loss judges, and where one is asked for.
TEST(Monitor, WhenTheBestAreKept) {
  aec_objective both[] = {fakeModel.objectives[0], fakeModel.objectives[0]};
  aec_model two = fakeModel;
  two.objectives = both;
  two.objective_count = 2;
  TrainArguments arguments;
  EXPECT_FALSE(trainOptions(arguments, fakeModel, false).keepBest);
  EXPECT_TRUE(trainOptions(arguments, fakeModel, true).keepBest);
  EXPECT_FALSE(trainOptions(arguments, two, true).keepBest);
  arguments.patience = 3;
  EXPECT_TRUE(trainOptions(arguments, two, true).keepBest);
  EXPECT_TRUE(trainOptions(arguments, fakeModel, false).keepBest);
  arguments.noBest = true;
  EXPECT_FALSE(trainOptions(arguments, fakeModel, true).keepBest);
}
