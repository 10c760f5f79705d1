//===- CudaSessionTest.cpp - Sessions on the emulated driver --------------===//
#include "FakeCuda.h"

#include "Model/Inference.h"
#include "Testing.h"
#include "Training/Trainer.h"

#include <cmath>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
/// The environment that the emulated driver reads when a session opens it.
class Emulated {
public:
  explicit Emulated(const std::string &text) : before(now()) {
    set(before + "," + text);
  }
  ~Emulated() { set(before); }

private:
  static std::string now() {
    const char *text = getenv("AEC_EMULATED_CUDA");
    return text ? text : "";
  }
  static void set(const std::string &text) {
    setenv("AEC_EMULATED_CUDA", text.c_str(), true);
  }
  std::string before;
};

/// Everything once as soon and once as late as a device may.
class CudaSession : public ::testing::TestWithParam<const char *> {
  Emulated emulated{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Work, CudaSession,
                         ::testing::Values("deferred=0", "deferred=1"),
                         [](auto &info) {
                           return info.index ? "Deferred" : "AtOnce";
                         });

Samples samplesOf(int64_t rows) {
  Dataset set;
  set.rows = rows;
  set.rowElements = 16;
  set.values = Buffer(rows * 64, "test");
  for (int64_t at = 0; at < rows * 16; ++at)
    set.values.as<float>()[at] =
        float((at / 16 * 7 + at % 16 * 3) % 20) / 20 - 0.5f;
  Samples samples;
  samples.add(0, std::move(set));
  return samples;
}

class Recorder : public TrainListener {
public:
  void onStep(int64_t, int64_t, int64_t,
              const std::vector<double> &losses) override {
    steps.push_back(losses[0]);
  }
  void onEpoch(const EpochReport &report) override {
    reports.push_back(report);
  }
  std::vector<double> steps;
  std::vector<EpochReport> reports;
};

struct Trained {
  WeightsCopy weights;
  Recorder recorder;
};

Trained train(const aec_model &model, TrainOptions options, int64_t rows = 70) {
  Session session(model, 1);
  session.states().initialize(1);
  Samples samples = samplesOf(rows), validation = samplesOf(19);
  Trained run;
  Trainer(session, samples, &validation, options).run(run.recorder);
  run.weights = session.states().copyWeights();
  return run;
}

std::string errorOfSession(const aec_model &model, const char *environment) {
  Emulated emulated(environment);
  return errorOf([&] { Session session(model, 1); });
}
} // namespace

/// The same source computes in the same order on both: bits are equal.
TEST_P(CudaSession, TrainsAsTheCpuDoes) {
  for (int64_t accumulate : {1, 3}) {
    TrainOptions options;
    options.epochs = 3;
    options.batchSize = 16;
    options.accumulate = accumulate;
    options.gradientNorm = true;
    Trained cpu = train(fakeOnCpu, options), cuda = train(fakeOnCuda, options);
    EXPECT_EQ(cpu.weights, cuda.weights);
    ASSERT_EQ(cuda.recorder.reports.size(), 3u);
    for (size_t at = 0; at < 3; ++at) {
      const EpochReport &one = cpu.recorder.reports[at],
                        &other = cuda.recorder.reports[at];
      EXPECT_EQ(one.train[0].total, other.train[0].total);
      EXPECT_EQ(one.validation[0].total, other.validation[0].total);
      EXPECT_EQ(one.objectives[0].gradientNorm,
                other.objectives[0].gradientNorm);
    }
    EXPECT_LT(cuda.recorder.reports[2].train[0].total,
              cuda.recorder.reports[0].train[0].total);
    EXPECT_EQ(cuda.recorder.steps.size(), 15u);
  }
}

/// With rows from the device, in memory's order and another one, or from the
/// host where the device has no room: the same bits.
TEST_P(CudaSession, DataStaysOnTheDevice) {
  for (bool shuffle : {true, false}) {
    TrainOptions options;
    options.epochs = 4;
    options.batchSize = 5;
    options.shuffle = shuffle;
    Trained cpu = train(fakeOnCpu, options), held = train(fakeOnCuda, options);
    EXPECT_EQ(cpu.weights, held.weights);
    // Less than twice the bytes of the data are free.
    Emulated emulated("memory=19000");
    Trained copied = train(fakeOnCuda, options);
    EXPECT_EQ(cpu.weights, copied.weights);
    for (size_t at = 0; at < 4; ++at) {
      EXPECT_EQ(cpu.recorder.reports[at].validation[0].total,
                held.recorder.reports[at].validation[0].total);
      EXPECT_EQ(cpu.recorder.reports[at].train[0].total,
                copied.recorder.reports[at].train[0].total);
    }
  }
}

/// Each of them has the losses of its own rows.
TEST_P(CudaSession, StepsAreSentInGroups) {
  Session session(fakeOnCuda, 1);
  session.states().initialize(1);
  Samples samples = samplesOf(64);
  int64_t held = session.hold(samples);
  ASSERT_EQ(held, 0);
  session.prepare(fakeOnCuda.objectives[0].evaluate, 4);
  std::vector<float> losses(2 * size_t(session.depth()));
  StepInfo info;
  info.rows.set = held;
  for (int64_t at = 0; at < 16; ++at) {
    info.rows.first = at * 4;
    void *outputs[] = {&losses[2 * size_t(at)]};
    session.start(fakeOnCuda.objectives[0].evaluate, 4, nullptr, outputs, info);
  }
  for (int64_t at = 0; at < 16; ++at)
    EXPECT_EQ(session.finish(), AEC_OK);
  for (int64_t at = 0; at < 16; ++at) {
    const void *inputs[] = {samples.sets[0].row(at * 4)};
    float one[2];
    void *outputs[] = {one};
    ASSERT_EQ(
        session.call(fakeOnCuda.objectives[0].evaluate, 4, inputs, outputs),
        AEC_OK);
    EXPECT_EQ(losses[2 * size_t(at)], one[0]);
  }
  session.release(held);
}

TEST_P(CudaSession, EntriesGiveWhatTheCpuGives) {
  Samples samples = samplesOf(37);
  for (int64_t entry = 0; entry < 3; ++entry) {
    std::vector<std::vector<float>> results;
    for (const aec_model *model : {&fakeOnCpu, &fakeOnCuda}) {
      Session session(*model, 1);
      session.states().initialize(3);
      std::vector<Buffer> found =
          inferAll(session, model->entries[entry], samples, {0}, 16);
      auto *first = found[0].as<float>();
      results.emplace_back(first, first + found[0].bytes() / 4);
    }
    EXPECT_EQ(results[0], results[1]) << fakeOnCpu.entries[entry].name;
  }
}

TEST_P(CudaSession, NonFiniteLossChangesNothing) {
  Session session(fakeOnCuda, 1);
  session.states().initialize(1);
  Samples samples = samplesOf(64);
  // Found in the third batch of four.
  samples.sets[0].values.as<float>()[40 * 16] = INFINITY;
  TrainOptions options;
  options.batchSize = 16;
  options.shuffle = false;
  Recorder recorder;
  EXPECT_EQ(errorOf([&] {
              Trainer(session, samples, nullptr, options).run(recorder);
            }),
            "the training loss of objective \"mse\" is not finite at epoch 1, "
            "step 3 of 4: term \"reconstruction\" is not a number");
  EXPECT_EQ(session.states().firstNonFinite(), -1);
  Session cpu(fakeOnCpu, 1);
  cpu.states().initialize(1);
  errorOf([&] { Trainer(cpu, samples, nullptr, options).run(recorder); });
  EXPECT_EQ(session.states().copyWeights(), cpu.states().copyWeights());
}

TEST_P(CudaSession, WeightsAreSetAndRead) {
  Session session(fakeOnCuda, 1);
  States &states = session.states();
  states.set(1, 5, 42);
  Samples samples = samplesOf(16);
  std::vector<Buffer> before =
      inferAll(session, fakeOnCuda.entries[2], samples, {0}, 16);
  EXPECT_EQ(states.get(1, 5), 42);
  WeightsCopy copy = states.copyWeights();
  states.initialize(7);
  states.setWeights(copy);
  std::vector<Buffer> after =
      inferAll(session, fakeOnCuda.entries[2], samples, {0}, 16);
  EXPECT_EQ(std::memcmp(before[0].data(), after[0].data(), 64), 0);
}

TEST_P(CudaSession, WhatIsMissingIsSaid) {
  EXPECT_EQ(errorOfSession(fakeOnCuda, "devices=0"),
            "no NVIDIA GPU: the driver finds none");
  EXPECT_EQ(errorOfSession(fakeRefused, "version=11080"),
            "the NVIDIA driver is too old: it is for CUDA 11.8, this program "
            "needs one for CUDA 12.0 or later; update it");
  EXPECT_EQ(errorOfSession(fakeOnCuda, "capability=75"),
            "this program was compiled for sm_80 and later, the GPU is sm_75");
  EXPECT_EQ(errorOfSession(fakeForFuture, ""),
            "this program was compiled for sm_999 and later, the GPU is sm_90; "
            "compile it with --chip=sm_90");
  EXPECT_EQ(errorOfSession(fakeRefused, ""),
            "the NVIDIA driver refuses this program's code for sm_80: "
            "CUDA_ERROR_INVALID_PTX, an emulated error\nemulated CUDA: line 6: "
            "frobnicate.f32 %f1: the emulation has no frobnicate.f32");
  EXPECT_EQ(errorOfSession(fakeOnCuda, ""), "no error");
}

TEST_P(CudaSession, TooLittleMemorySuggestsABatch) {
  Emulated emulated("memory=20000");
  Session session(fakeOnCuda, 1);
  session.states().initialize(1);
  EXPECT_EQ(
      errorOf([&] { session.prepare(fakeOnCuda.objectives[0].step, 1024); }),
      "not enough memory on the GPU for a batch of 1024: 136704 bytes "
      "needed, 18464 free; --batch-size 64 fits");
  session.prepare(fakeOnCuda.objectives[0].step, 64);
}

TEST_P(CudaSession, TooLittleMemoryForTheStates) {
  Emulated emulated("memory=1000");
  Session session(fakeOnCuda, 1);
  EXPECT_EQ(errorOf([&] { session.prepare(fakeOnCuda.objectives[0].step, 1); }),
            "not enough memory on the GPU for the weights and the optimizer's "
            "state: 1024 bytes wanted, 744 free");
}

TEST_P(CudaSession, ALostDeviceIsSaid) {
  Emulated emulated("lost=23");
  TrainOptions options;
  options.batchSize = 16;
  EXPECT_EQ(errorOf([&] { train(fakeOnCuda, options); }),
            "the GPU stopped working: CUDA_ERROR_UNKNOWN, an emulated error; "
            "files written before are intact, and training continues from its "
            "last checkpoint with --resume");
}

TEST_P(CudaSession, AWildWriteIsMet) {
  Session session(fakeBroken, 1);
  session.states().initialize(1);
  Samples samples = samplesOf(8);
  EXPECT_EQ(errorOf([&] {
              inferAll(session, fakeBroken.entries[0], samples, {0}, 8);
            }),
            "the GPU stopped working: CUDA_ERROR_ILLEGAL_ADDRESS, an illegal "
            "memory access; files written before are intact, and training "
            "continues from its last checkpoint with --resume");
}

/// Sums of gradients are cleared where they are.
TEST_P(CudaSession, ClearedStatesDoNotTravel) {
  Session session(fakeOnCuda, 1);
  States &states = session.states();
  states.initialize(1);
  states.reserveAccumulators();
  session.prepare(fakeOnCuda.objectives[0].step, 16);
  const aec_objective &objective = fakeOnCuda.objectives[0];
  std::vector<int64_t> sums(objective.accumulators,
                            objective.accumulators +
                                objective.accumulator_count);
  ASSERT_FALSE(sums.empty());
  states.set(sums[0], 3, 42);
  states.clear(sums);
  for (int64_t state : sums)
    for (int64_t at = 0; at < states.elements(state); ++at) {
      EXPECT_EQ(states.get(state, at), 0);
      EXPECT_TRUE(std::signbit(states.get(state, at)));
    }
}
