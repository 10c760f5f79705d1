//===- Trainer.h - Epochs over a data set ---------------------------------===//
//
// Drives the compiled steps: order, batches, learning rates, loss means. It
// prints nothing and writes no file: a listener does. All that changes while
// training is the session's states and TrainProgress, and the order of an epoch
// is a function of seed and epoch, so that a checkpoint can hold both.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_TRAINER_H
#define AEC_LIB_RUNTIME_TRAINER_H

#include "Samples.h"
#include "Session.h"
#include "ThreadTuner.h"

#include <optional>

namespace aec::runtime {

struct TrainOptions {
  int64_t epochs = 1;
  int64_t batchSize = 1;
  int64_t seed = 0;
  bool shuffle = true;
  /// Replaces every objective's base learning rate.
  std::optional<double> learningRate;
};

/// Losses of one objective over an epoch: means over the samples of the batches
/// it ran on, NaN where there was no such batch.
struct ObjectiveLoss {
  double total = 0;
  std::vector<double> terms;
  /// Samples of the batches it ran on.
  int64_t rows = 0;
};

/// How far one objective is: its own steps and the rate of the last one.
struct ObjectiveProgress {
  int64_t steps = 0;
  double learningRate = 0;
};

struct EpochReport {
  int64_t epoch = 0; // from 1
  int64_t steps = 0; // batches so far
  double seconds = 0;
  /// Learning rate of the last step, first objective.
  double learningRate = 0;
  std::vector<ObjectiveProgress> objectives;
  std::vector<ObjectiveLoss> train;
  /// Empty without validation samples.
  std::vector<ObjectiveLoss> validation;
};

struct TrainProgress {
  int64_t epoch = 0; // completed
  int64_t step = 0;  // batches; an objective's own steps follow from it
};

class TrainListener {
public:
  virtual ~TrainListener() = default;
  /// After every batch: `done` of `steps` batches, the epoch's mean losses so
  /// far, one an objective.
  virtual void onStep(int64_t epoch, int64_t done, int64_t steps,
                      const std::vector<double> &losses);
  virtual void onEpoch(const EpochReport &report);
};

class Trainer {
public:
  /// The session and the samples must outlive the trainer. Reserves all memory
  /// and primitives for both batch sizes. `validation` may be null.
  Trainer(Session &session, const Samples &train, const Samples *validation,
          const TrainOptions &options);

  /// Trains the remaining epochs. Throws Error on a non-finite loss, naming
  /// epoch, step and term; states are then those before that step.
  void run(TrainListener &listener);

  /// Mean losses of every objective over `samples`; no state changes.
  std::vector<ObjectiveLoss> evaluate(const Samples &samples);

  int64_t stepsPerEpoch() const { return steps; }

  /// Runs `count` steps on full batches in file order and returns, for each,
  /// the microseconds of the compiled step alone and with its gather.
  std::vector<std::pair<double, double>> timeSteps(int64_t count);

private:
  void prepare(const Samples &samples);
  EpochReport trainEpoch(TrainListener &listener);
  void loadBatch(const Samples &samples, const int64_t *order, int64_t begin,
                 int64_t count);
  void stepBatch(int64_t count, std::vector<ObjectiveLoss> &sums);
  void stepObjectives(int64_t count, std::vector<ObjectiveLoss> &sums);
  int64_t callObjective(size_t objective, const aec_code &code, int64_t count,
                        int64_t step);
  double loss(size_t objective, int64_t index) const;
  double rate(const aec_objective &objective) const;
  /// Steps this objective has taken, one on this batch included.
  int64_t ownSteps(const aec_objective &objective) const;
  void accumulate(size_t objective, int64_t count, ObjectiveLoss &sum) const;
  std::vector<ObjectiveLoss> emptyLosses() const;
  [[noreturn]] void failNonFinite(size_t objective, const char *phase) const;

  Session &session;
  const Samples &samples;
  const Samples *validation;
  TrainOptions options;
  TrainProgress progress;
  int64_t steps = 0; // an epoch
  int64_t batchInEpoch = 0;
  Batch batch;
  ThreadTuner tuner;
  std::vector<int64_t> order;
  std::vector<double> running;
  /// For every objective the pointers of its inputs and its losses.
  std::vector<std::vector<const void *>> inputs;
  std::vector<Buffer> losses;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_TRAINER_H
