//===- ReportTest.cpp - The line of an epoch, on paper and in the log -----===//
//
// Reports made by hand: what is printed of them is what is tested.
//
//===----------------------------------------------------------------------===//
#include "Logs/Console.h"
#include "Logs/RunLog.h"
#include "Testing.h"

using namespace aec::runtime;

static const aec_term kTerms[] = {{"mean", 2}};

static aec_model spyModel(int64_t objectives) {
  static aec_objective both[2] = {};
  both[0].name = "first";
  both[1].name = "second";
  for (aec_objective &objective : both) {
    objective.term_count = 1;
    objective.terms = kTerms;
  }
  aec_model model = {};
  model.objectives = both;
  model.objective_count = objectives;
  return model;
}

static EpochReport report() {
  EpochReport result;
  result.epoch = 3;
  result.steps = 9;
  result.seconds = 1.25;
  result.samplesPerSecond = 800;
  result.learningRate = 0.1;
  result.train = {{0.0213, {0.1}}, {123456, {2}}};
  return result;
}

TEST(EpochLine, OneObjectiveOneTerm) {
  aec_model model = spyModel(1);
  EpochReport epoch = report();
  epoch.train.resize(1);
  EXPECT_EQ(epochLine(model, 30, epoch),
            "epoch 3/30 loss 0.02130 seconds 1.25");
  epoch.validation = {{0.022, {0.1}}};
  EXPECT_EQ(epochLine(model, 30, epoch),
            "epoch 3/30 loss 0.02130 validation 0.02200 seconds 1.25");
}

TEST(EpochLine, SeveralObjectives) {
  aec_model model = spyModel(2);
  EXPECT_EQ(epochLine(model, 30, report()),
            "epoch 3/30 loss 0.02130 first.mean 0.1000 second.mean 2.000 "
            "seconds 1.25");
}

TEST(LogLine, FullPrecision) {
  aec_model model = spyModel(1);
  EpochReport epoch = report();
  epoch.train.resize(1);
  epoch.validation = {{1, {2}}};
  EXPECT_EQ(logLine(model, 30, epoch),
            "{\"epoch\": 3, \"epochs\": 30, \"steps\": 9, \"loss\": "
            "0.021299999999999999, \"validation\": 1, \"learning_rate\": "
            "0.10000000000000001, \"objectives\": {\"first\": {\"loss\": "
            "0.021299999999999999, \"terms\": {\"mean\": "
            "0.10000000000000001}, \"validation\": 1, \"validation_terms\": "
            "{\"mean\": 2}}}, \"seconds\": 1.25, \"samples_per_second\": "
            "800}");
}

TEST(Bar, FitsTheTerminal) {
  EXPECT_EQ(barLine("epoch 1/3 ", 2, 4, " loss 0.5", 100),
            "epoch 1/3 [###############...............] 2/4 loss 0.5");
  EXPECT_EQ(barLine("epoch 1/3 ", 2, 4, " loss 0.5", 36),
            "epoch 1/3 [#####.....] 2/4 loss 0.5");
  auto narrow = [](int columns) {
    return barLine("epoch 1/3 ", 2, 4, " loss 0.5, 9 steps/s, 0:06 left",
                   columns);
  };
  EXPECT_EQ(narrow(46), "epoch 1/3 2/4 loss 0.5, 9 steps/s, 0:06 left");
  EXPECT_EQ(narrow(44), "epoch 1/3 2/4 loss 0.5, 9 steps/s");
  EXPECT_EQ(narrow(30), "epoch 1/3 2/4 loss 0.5");
  EXPECT_EQ(narrow(22), "epoch 1/3 2/4");
  EXPECT_EQ(narrow(8), "epoch 1");
}

TEST(Pace, RateAndTimeLeft) {
  EXPECT_EQ(paceText(2, 100, 300), "50 steps/s, 0:06 left");
  EXPECT_EQ(paceText(10, 45, 9000), "4.5 steps/s, 33:20 left");
  EXPECT_EQ(paceText(10, 10, 7322), "1.0 steps/s, 2:02:02 left");
}
