//===- AccumulationTest.cpp - Updates of several batches, norms -----------===//
//
// The loop's arithmetic with a model that notes its calls; equality with larger
// batches with one that learns.
//
//===----------------------------------------------------------------------===//
#include "FakeModel.h"
#include "Testing.h"
#include "Training/Trainer.h"

#include <cmath>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
/// What was called: 's'tep, 'a'ccumulate or 'u'pdate.
struct Call {
  char what;
  int64_t batch, step;
  double rate, weight;
  bool operator==(const Call &other) const {
    return what == other.what && batch == other.batch && step == other.step &&
           rate == other.rate && weight == other.weight;
  }
};
std::ostream &operator<<(std::ostream &out, const Call &call) {
  return out << call.what << " batch " << call.batch << " step " << call.step
             << " rate " << call.rate << " weight " << call.weight;
}
std::vector<Call> calls;

template <char kWhat> int64_t note(const aec_frame *frame) {
  calls.push_back({kWhat, frame->batch, frame->step, frame->learning_rate,
                   frame->gradient_weight});
  // Statistics count the calls that move them.
  if (kWhat != 'u')
    ++*static_cast<float *>(frame->states[0]);
  if (kWhat == 'a')
    *static_cast<float *>(frame->states[1]) += 3;
  if (kWhat != 'u')
    for (int at = 0; at < 2; ++at)
      static_cast<float *>(frame->outputs[0])[at] = 1;
  return AEC_OK;
}

/// 100 times the updates an epoch, and the place among them.
double counted(double, int64_t step, int64_t perEpoch, int64_t) {
  return double(100 * perEpoch + step);
}

const int64_t kDims[] = {-1}, kOne[] = {1}, kZero[] = {0}, kSecond[] = {1};
const aec_input kInputs[] = {{{"x", AEC_F32, 1, kDims}, 0, 0, 0, 0, 0, 0}};
const aec_term kTerms[] = {{"mean", 1}};
const aec_state kStates[] = {
    {{"calls", AEC_F32, 1, kOne}, AEC_STATISTIC, 0, AEC_INIT_CONSTANT, 0, 0},
    {{"sum", AEC_F32, 1, kOne}, AEC_ACCUMULATOR, 0, AEC_INIT_CONSTANT, 0, 0}};

class Accumulation : public ::testing::Test, public TrainListener {
protected:
  Accumulation() {
    calls.clear();
    options.shuffle = false;
    options.batchSize = 4;
  }
  void onEpoch(const EpochReport &report) override {
    reports.push_back(report);
  }
  /// Ten rows are batches of 4, 4 and 2. Returns what the statistic became.
  double run(int64_t objectives = 1, int64_t every = 1) {
    // clang-format off
    aec_objective one = {
        "one", AEC_F32, 1, kZero, 1, kTerms, {note<'s'>, 0, nullptr},
        {note<'e'>, 0, nullptr}, 0, counted, 1, nullptr,
        {note<'a'>, 0, nullptr}, {note<'u'>, 0, nullptr}, 1, kSecond};
    // clang-format on
    aec_objective list[] = {one, one};
    list[1].name = "two";
    list[1].every = every;
    aec_model model = {};
    model.abi_version = AEC_ABI_VERSION;
    model.name = model.hash = "spy";
    model.inputs = kInputs;
    model.input_count = 1;
    model.states = kStates;
    model.state_count = 2;
    model.objectives = list;
    model.objective_count = objectives;
    Session session(model, 1);
    Samples samples = rows(10, 1);
    Trainer(session, samples, nullptr, options).run(*this);
    return session.states().get(0, 0);
  }
  static Samples rows(int64_t count, int64_t elements) {
    Dataset set;
    set.rows = count;
    set.rowElements = elements;
    set.values = Buffer(count * elements * 4, "test");
    for (int64_t at = 0; at < count * elements; ++at)
      set.values.as<float>()[at] = float(at * 37 % 100) / 100;
    Samples samples;
    samples.add(0, std::move(set));
    return samples;
  }
  /// All parameters of fakeModel after training on `count` rows.
  std::vector<double> learn(int64_t count) {
    Session session(fakeModel, 1);
    session.states().initialize(0);
    Samples samples = rows(count, 16);
    Trainer(session, samples, nullptr, options).run(*this);
    std::vector<double> values;
    for (int64_t state = 0; state < 4; ++state)
      for (int64_t at = 0; at < session.states().elements(state); ++at)
        values.push_back(session.states().get(state, at));
    // The first moments of one step are a tenth of the gradient.
    moments = 0;
    for (int64_t state = 4; state < 8; ++state)
      for (int64_t at = 0; at < session.states().elements(state); ++at)
        moments += std::pow(session.states().get(state, at), 2);
    return values;
  }

  TrainOptions options;
  std::vector<EpochReport> reports;
  double moments = 0;
};
} // namespace

/// The last update of an epoch has the batches that are left; the rate is that
/// of updates, of which there are two an epoch.
TEST_F(Accumulation, TakesTheMean) {
  options.accumulate = 2;
  options.epochs = 2;
  run();
  EXPECT_EQ(calls, (std::vector<Call>{{'a', 4, 1, 201, 1},
                                      {'a', 4, 2, 201, 1},
                                      {'u', 1, 1, 201, 0.5},
                                      {'a', 2, 3, 202, 1},
                                      {'u', 1, 2, 202, 1},
                                      {'a', 4, 4, 203, 1},
                                      {'a', 4, 5, 203, 1},
                                      {'u', 1, 3, 203, 0.5},
                                      {'a', 2, 6, 204, 1},
                                      {'u', 1, 4, 204, 1}}));
  EXPECT_EQ(reports[1].steps, 6);
  EXPECT_EQ(reports[1].objectives[0].steps, 4);
  EXPECT_EQ(reports[1].learningRate, 204);
}

/// More than an epoch has is all of it. The last batch has half of the samples
/// of the others: these count twice, and it a fifth.
TEST_F(Accumulation, LongerThanAnEpoch) {
  options.accumulate = int64_t(1) << 60;
  options.gradientNorm = true;
  run();
  EXPECT_EQ(calls, (std::vector<Call>{{'a', 4, 1, 101, 1},
                                      {'a', 4, 2, 101, 1},
                                      {'a', 2, 3, 101, 1},
                                      {'u', 1, 1, 101, 0.2}}));
  EXPECT_EQ(reports[0].objectives[0].gradientNorm, 0.2 * (2 * (3 + 3) + 3));
}

/// Gradients first, updates behind the last; `every` counts updates, of all
/// whose batches the objective takes part.
TEST_F(Accumulation, SeveralObjectives) {
  options.accumulate = 2;
  run(2, 2);
  EXPECT_EQ(calls, (std::vector<Call>{{'a', 4, 1, 201, 1},
                                      {'a', 4, 2, 201, 1},
                                      {'u', 1, 1, 201, 0.5},
                                      {'a', 2, 3, 202, 1},
                                      {'a', 2, 3, 201, 1},
                                      {'u', 1, 2, 202, 1},
                                      {'u', 1, 1, 201, 1}}));
  EXPECT_EQ(reports[0].train[1].rows, 2);
}

TEST_F(Accumulation, OneBatchAgainAndAgain) {
  options.accumulate = 2;
  options.oneBatch = true;
  run();
  EXPECT_EQ(calls, (std::vector<Call>{{'a', 4, 1, 201, 1},
                                      {'a', 4, 2, 201, 1},
                                      {'u', 1, 1, 201, 0.5},
                                      {'a', 4, 3, 202, 1},
                                      {'u', 1, 2, 202, 1}}));
}

/// The norm is of the last update's gradient alone.
TEST_F(Accumulation, NormOfTheLastUpdate) {
  options.gradientNorm = true;
  options.accumulate = 2;
  run();
  EXPECT_EQ(reports[0].objectives[0].gradientNorm, 3);
}

/// Steps without halves of them: one more gradient an epoch, in front of the
/// last step, and the statistics it moved are put back.
TEST_F(Accumulation, NormBesideSteps) {
  double moved = run();
  calls.clear();
  options.gradientNorm = true;
  EXPECT_EQ(run(), moved);
  EXPECT_EQ(calls, (std::vector<Call>{{'s', 4, 1, 301, 1},
                                      {'s', 4, 2, 302, 1},
                                      {'a', 2, 3, 303, 1},
                                      {'s', 2, 3, 303, 1}}));
  EXPECT_EQ(reports[1].objectives[0].gradientNorm, 3);
}

/// An objective whose last step comes before the epoch's end.
TEST_F(Accumulation, NormOfAnObjectiveThatIsNotDue) {
  options.gradientNorm = true;
  run(2, 2);
  EXPECT_EQ(calls[2].what, 'a');
  EXPECT_EQ(reports[0].objectives[1].gradientNorm, 3);
  options.epochs = 1;
  run(2, 5);
  EXPECT_TRUE(std::isnan(reports[1].objectives[1].gradientNorm));
}

/// 50 rows: the last batch of either way has 2 of them.
TEST_F(Accumulation, IsALargerBatch) {
  options.shuffle = true;
  options.epochs = 5;
  options.batchSize = 16;
  std::vector<double> large = learn(50);
  double loss = reports.back().train[0].total;
  options.batchSize = 4;
  options.accumulate = 4;
  std::vector<double> small = learn(50);
  ASSERT_EQ(small.size(), large.size());
  // Sums in another order; Adam divides by what is small at first.
  for (size_t at = 0; at < small.size(); ++at)
    EXPECT_NEAR(small[at], large[at], 2e-5);
  EXPECT_NEAR(reports.back().train[0].total, loss, 1e-6);
}

TEST_F(Accumulation, NormIsTheGradients) {
  options.gradientNorm = true;
  options.batchSize = 50;
  std::vector<double> with = learn(50);
  EXPECT_NEAR(reports[0].objectives[0].gradientNorm, 10 * std::sqrt(moments),
              1e-6);
  options.gradientNorm = false;
  EXPECT_EQ(learn(50), with);
  EXPECT_TRUE(std::isnan(reports[1].objectives[0].gradientNorm));
}

/// Memory for accumulators is taken where they are used.
TEST_F(Accumulation, TakesNoMemoryUnasked) {
  Session session(fakeModel, 1);
  session.states().initialize(0);
  EXPECT_EQ(session.states().pointers()[12], nullptr);
  session.states().reserveAccumulators();
  EXPECT_NE(session.states().pointers()[12], nullptr);
}
