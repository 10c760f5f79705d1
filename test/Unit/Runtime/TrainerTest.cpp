//===- TrainerTest.cpp - The loop around the steps ------------------------===//
//
// With a model whose losses are known: the loop's arithmetic is what is tested.
//
//===----------------------------------------------------------------------===//
#include "Training/Trainer.h"
#include "FakeModel.h"
#include "Logs/Console.h"
#include "Logs/RunLog.h"
#include "Testing.h"

#include <atomic>
#include <cmath>
#include <limits>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Recorder : public TrainListener {
public:
  void onEpoch(const EpochReport &report) override {
    reports.push_back(report);
  }
  std::vector<EpochReport> reports;
};

/// The calls a spy model got.
struct Call {
  bool step;
  int64_t batch, number;
  double rate;
  std::vector<float> rows;
};
std::vector<Call> calls;
int64_t failAtStep = -1;

/// Loss: the mean of the batch's values.
template <bool kStep> int64_t spy(const aec_frame *frame) {
  auto *x = static_cast<const float *>(frame->inputs[0]);
  calls.push_back({kStep,
                   frame->batch,
                   frame->step,
                   frame->learning_rate,
                   {x, x + frame->batch}});
  float sum = 0;
  for (int64_t at = 0; at < frame->batch; ++at)
    sum += x[at];
  auto *out = static_cast<float *>(frame->outputs[0]);
  out[1] = sum / float(frame->batch);
  out[0] = 2 * out[1];
  if (frame->step == failAtStep) {
    out[0] = out[1] = std::numeric_limits<float>::quiet_NaN();
    return AEC_NONFINITE_LOSS;
  }
  return AEC_OK;
}

double halving(double base, int64_t step, int64_t perEpoch, int64_t epochs) {
  return base / double(step) + double(perEpoch * 100 + epochs);
}

const int64_t kDims[] = {-1};
const aec_input kInputs[] = {{{"x", AEC_F32, 1, kDims}, 0, 0, 0, 0, 0, 0}};
const int64_t kZero[] = {0};
const aec_term kTerms[] = {{"mean", 2}};
const aec_objective kObjectives[] = {
    // clang-format off
    {"first", AEC_F32, 1, kZero, 1, kTerms, {spy<true>, 0, 0},
     {spy<false>, 0, 0}, 0.5, nullptr, 1, nullptr,
     {}, {}, 0, nullptr},
    {"second", AEC_F32, 1, kZero, 1, kTerms, {spy<true>, 0, 0},
     {spy<false>, 0, 0}, 0.25, halving, 1, nullptr,
     {}, {}, 0, nullptr}};
// clang-format on

aec_model spyModel(int64_t objectives) {
  aec_model model = {};
  model.abi_version = AEC_ABI_VERSION;
  model.name = "spy";
  model.hash = "0";
  model.inputs = kInputs;
  model.input_count = 1;
  model.objectives = kObjectives;
  model.objective_count = objectives;
  return model;
}

Samples counting(int64_t rows) {
  Dataset set;
  set.rows = rows;
  set.rowElements = 1;
  set.values = Buffer(rows * 4, "test");
  for (int64_t row = 0; row < rows; ++row)
    set.values.as<float>()[row] = float(row);
  Samples samples;
  samples.add(0, std::move(set));
  return samples;
}

class Training : public ::testing::Test {
protected:
  Training() {
    calls.clear();
    failAtStep = -1;
    options.shuffle = false;
    options.batchSize = 4;
  }
  void train(const Samples &samples, const Samples *validation = nullptr,
             int64_t objectives = 1) {
    model = spyModel(objectives);
    Session session(model, 1);
    Trainer(session, samples, validation, options).run(recorder);
  }

  TrainOptions options;
  Recorder recorder;
  aec_model model;
};
} // namespace

/// Ten rows in batches of 4, 4 and 2: the mean over rows is 4.5, the mean over
/// batches would be 5.17.
TEST_F(Training, LossIsWeightedBySamples) {
  train(counting(10));
  ASSERT_EQ(recorder.reports.size(), 1u);
  EXPECT_EQ(recorder.reports[0].train[0].total, 9);
  EXPECT_EQ(recorder.reports[0].train[0].terms[0], 4.5);
  EXPECT_EQ(recorder.reports[0].steps, 3);
  ASSERT_EQ(calls.size(), 3u);
  EXPECT_EQ(calls[2].batch, 2);
  EXPECT_EQ(calls[2].rows, (std::vector<float>{8, 9}));
  EXPECT_EQ(calls[2].number, 3);
}

TEST_F(Training, BatchLargerThanTheData) {
  options.batchSize = 100;
  train(counting(10));
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_EQ(calls[0].batch, 10);
}

TEST_F(Training, ShuffleCoversEveryRowOnce) {
  options.shuffle = true;
  options.epochs = 2;
  train(counting(10));
  std::vector<float> first, second;
  for (const Call &call : calls)
    for (float row : call.rows)
      (first.size() < 10 ? first : second).push_back(row);
  EXPECT_NE(first, second);
  EXPECT_EQ(recorder.reports[0].train[0].terms[0], 4.5);
  EXPECT_EQ(recorder.reports[1].train[0].terms[0], 4.5);
}

TEST_F(Training, ValidationUsesEvaluate) {
  Samples validation = counting(3);
  train(counting(5), &validation);
  EXPECT_EQ(recorder.reports[0].validation[0].terms[0], 1);
  ASSERT_EQ(calls.size(), 3u);
  EXPECT_TRUE(calls[1].step);
  EXPECT_FALSE(calls[2].step);
  EXPECT_EQ(calls[2].batch, 3);
}

TEST_F(Training, ObjectivesRunInOrderOnEachBatch) {
  options.epochs = 2;
  train(counting(5), nullptr, 2);
  ASSERT_EQ(calls.size(), 8u);
  for (size_t at = 0; at < 8; ++at) {
    EXPECT_EQ(calls[at].number, int64_t(at / 2 + 1));
    double scheduled = 0.25 / double(at / 2 + 1) + 2 * 100 + 2;
    EXPECT_EQ(calls[at].rate, at % 2 ? scheduled : 0.5);
  }
}

/// An objective with `every` 3 runs on batches 3, 6 and 9 of the run, counts
/// its own steps, and is scheduled from the start; means are over its batches.
TEST_F(Training, EveryCountsBatchesOfTheRun) {
  options.epochs = 2;
  model = spyModel(2);
  aec_objective objectives[] = {kObjectives[0], kObjectives[1]};
  objectives[1].every = 3;
  model.objectives = objectives;
  Session session(model, 1);
  // Batches of 4, 4, 4, 4 and 2 rows an epoch.
  Samples samples = counting(18);
  Trainer(session, samples, nullptr, options).run(recorder);
  std::vector<Call> own;
  for (size_t at = 1; at < calls.size(); ++at)
    if (calls[at].rows == calls[at - 1].rows)
      own.push_back(calls[at]);
  ASSERT_EQ(calls.size(), 13u);
  ASSERT_EQ(own.size(), 3u);
  for (int64_t at = 0; at < 3; ++at) {
    EXPECT_EQ(own[at].number, at + 1);
    EXPECT_EQ(own[at].rate, 0.25 / double(3 * at + 1) + 5 * 100 + 2);
  }
  EXPECT_EQ(own[0].rows, (std::vector<float>{8, 9, 10, 11}));
  EXPECT_EQ(own[1].rows, (std::vector<float>{0, 1, 2, 3}));
  EXPECT_EQ(own[2].rows, (std::vector<float>{12, 13, 14, 15}));
  EXPECT_EQ(recorder.reports[0].train[1].terms[0], 9.5);
  EXPECT_EQ(recorder.reports[1].train[1].terms[0], (1.5 + 13.5) / 2);
  EXPECT_EQ(recorder.reports[1].train[0].terms[0], 8.5);
  EXPECT_EQ(recorder.reports[1].objectives[0].steps, 10);
  EXPECT_EQ(recorder.reports[1].objectives[1].steps, 3);
}

/// An epoch without a batch of an objective has no mean of it.
TEST_F(Training, EveryLongerThanAnEpoch) {
  model = spyModel(2);
  aec_objective objectives[] = {kObjectives[0], kObjectives[1]};
  objectives[1].every = 3;
  model.objectives = objectives;
  Session session(model, 1);
  Samples samples = counting(8);
  Trainer(session, samples, nullptr, options).run(recorder);
  EpochReport &report = recorder.reports[0];
  report.seconds = 1.25;
  report.samplesPerSecond = 800;
  EXPECT_TRUE(std::isnan(report.train[1].total));
  EXPECT_EQ(epochLine(model, 1, report),
            "epoch 1/1 loss 7.000 first.mean 3.500 second.mean - seconds 1.25");
  EXPECT_EQ(logLine(model, 1, report),
            "{\"epoch\": 1, \"epochs\": 1, \"steps\": 2, \"loss\": 7, "
            "\"learning_rate\": 0.5, \"gradient_norm\": null, "
            "\"objectives\": {\"first\": {\"loss\": "
            "7, \"terms\": {\"mean\": 3.5}, \"steps\": 2, "
            "\"learning_rate\": 0.5, \"gradient_norm\": null}, \"second\": "
            "{\"loss\": null, "
            "\"terms\": {\"mean\": null}, \"steps\": 0, "
            "\"learning_rate\": 201.25, \"gradient_norm\": null}}, "
            "\"seconds\": 1.25, "
            "\"samples_per_second\": 800}");
}

TEST_F(Training, LearningRateOverridesTheBase) {
  options.learningRate = 8;
  train(counting(1), nullptr, 2);
  EXPECT_EQ(calls[0].rate, 8);
  EXPECT_EQ(calls[1].rate, 8 + 100 + 1);
}

TEST_F(Training, NonFiniteLossNamesEpochStepAndTerm) {
  options.epochs = 3;
  failAtStep = 5;
  EXPECT_EQ(errorOf([&] { train(counting(10)); }),
            "the training loss of objective \"first\" is not finite at epoch "
            "2, step 2 of 3: term \"mean\" is not a number");
  EXPECT_EQ(calls.size(), 5u);
}

TEST(Trainer, SameResultOnAnyNumberOfThreads) {
  std::vector<std::vector<uint8_t>> weights;
  for (int threads : {1, 2, 3}) {
    Session session(fakeModel, threads);
    session.states().initialize(0);
    Dataset set;
    set.rows = 50;
    set.rowElements = 16;
    set.values = Buffer(50 * 64, "test");
    for (int64_t at = 0; at < 800; ++at)
      set.values.as<float>()[at] = float(at * 37 % 100) / 100;
    Samples samples;
    samples.add(0, std::move(set));
    TrainOptions options;
    options.batchSize = 16;
    options.epochs = 3;
    Recorder recorder;
    Trainer(session, samples, nullptr, options).run(recorder);
    EXPECT_LT(recorder.reports[2].train[0].total,
              recorder.reports[0].train[0].total);
    weights.push_back(session.states().exportRaw(0));
  }
  EXPECT_EQ(weights[0], weights[1]);
  EXPECT_EQ(weights[0], weights[2]);
}

TEST(Session, RefusesAnotherAbi) {
  aec_model model = fakeModel;
  model.abi_version = 77;
  EXPECT_EQ(
      errorOf([&] { checkModel(model); }),
      "this program was compiled for runtime version 77 and linked with " +
          std::to_string(AEC_ABI_VERSION) + "; compile it again");
}

TEST(Session, ArenaOverflow) {
  Session session(fakeModel, 1);
  EXPECT_EQ(errorOf([&] {
              session.prepare(fakeModel.objectives[0].step, int64_t(1) << 60);
            }),
            "a batch of 1152921504606846976 overflows the memory; use a "
            "smaller one");
}
