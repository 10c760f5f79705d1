//===- Trainer.h - Epochs over a data set ---------------------------------===//
//
// Drives the compiled steps: order, batches, learning rates, loss means. It
// prints nothing and writes no file: a listener does. All that changes while
// training is the session's states and TrainProgress, and the order of an epoch
// is a function of seed and epoch: those two are what a checkpoint holds.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_TRAINER_H
#define AEC_LIB_RUNTIME_TRAINER_H

#include "../Data/Samples.h"
#include "../Error.h"
#include "../Model/Session.h"
#include "../Threads/ThreadTuner.h"
#include "Augment.h"
#include "GradientSum.h"
#include "TrainProgress.h"

#include <chrono>
#include <optional>

namespace aec::runtime {

/// A loss or a weight that is not finite. The states are those before the step
/// whose loss it is; TrainProgress::good has the last ones known to be good.
class NonFiniteError : public Error {
public:
  using Error::Error;
};

struct TrainOptions {
  int64_t epochs = 1;
  int64_t batchSize = 1;
  /// Batches an update: it has the mean gradient over their samples.
  int64_t accumulate = 1;
  /// Reports have the norm of each objective's gradient, where the program can
  /// tell it. What is trained does not depend on it.
  bool gradientNorm = false;
  int64_t seed = 0;
  bool shuffle = true;
  /// Every batch is the first one of the data.
  bool oneBatch = false;
  /// Of the training samples alone.
  Augmentation augmentation;
  /// Replaces every objective's base learning rate.
  std::optional<double> learningRate;
  /// What decides on the best epoch; keepBest: its weights are kept.
  Monitored monitor;
  bool keepBest = false;
  double minDelta = 0;
  /// Stop after so many epochs without a gain above minDelta; 0: never.
  int64_t patience = 0;
  /// Stop when the monitored loss is at most this.
  std::optional<double> targetLoss;
  /// Stop after so many seconds of this run; 0: never.
  double maxSeconds = 0;
};

/// Why training ended.
enum class Stop { Epochs, Patience, TargetLoss, Time, Interrupt };

class TrainListener {
public:
  virtual ~TrainListener() = default;
  /// After every batch: `done` of `steps` batches, the epoch's mean losses so
  /// far, one an objective.
  virtual void onStep(int64_t epoch, int64_t done, int64_t steps,
                      const std::vector<double> &losses);
  virtual void onEpoch(const EpochReport &report);
  /// Between two steps and behind an epoch: what a checkpoint may be taken of.
  virtual void onBoundary(const TrainProgress &progress);
  /// Asked between two steps: whether onBoundary() has a use for this one. On a
  /// device steps under way are waited for first.
  virtual bool wantsBoundary(const TrainProgress &progress);
  /// Asked between two steps: true ends training.
  virtual bool interrupted();
};

/// Sums over samples as means; NaN over none.
void toMeans(std::vector<ObjectiveLoss> &sums);

double secondsSince(std::chrono::steady_clock::time_point begin);

class Trainer {
public:
  /// The session and the samples must outlive the trainer. Reserves all memory
  /// and primitives for both batch sizes. `validation` may be null.
  Trainer(Session &session, const Samples &train, const Samples *validation,
          const TrainOptions &options);
  ~Trainer();
  Trainer(const Trainer &) = delete;
  Trainer &operator=(const Trainer &) = delete;

  /// Trains until an epoch, a rule of the options or the listener ends it.
  /// Throws NonFiniteError, naming epoch, step and term.
  Stop run(TrainListener &listener);

  /// What training has come to; setting it (with the states) continues there.
  TrainProgress &progress() { return reached; }

  /// Puts the weights of the best epoch into the states; false where none were
  /// kept.
  bool restoreBest();

  /// Mean losses of every objective over `samples`; no state changes.
  std::vector<ObjectiveLoss> evaluate(const Samples &samples);

  int64_t stepsPerEpoch() const { return steps; }

  /// Runs `count` steps on full batches in file order and returns, for each,
  /// the microseconds of the compiled step alone and with its gather.
  std::vector<std::pair<double, double>> timeSteps(int64_t count);

private:
  using Clock = std::chrono::steady_clock;

  void prepare(const Samples &samples);
  void hold();
  std::optional<Stop> finished() const;
  std::optional<Stop> stopNow(TrainListener &listener) const;
  std::optional<Stop> trainEpoch(TrainListener &listener);
  void finishEpoch(TrainListener &listener);
  void keepWeights(const EpochReport &report);
  void trainBatch(const int64_t *rows);
  void loadBatch(const Samples &samples, const int64_t *order, int64_t begin,
                 int64_t count);
  void stepBatch(int64_t count, std::vector<ObjectiveLoss> &sums);
  void stepObjectives(int64_t count, std::vector<ObjectiveLoss> &sums);
  void accumulateObjectives(int64_t count, std::vector<ObjectiveLoss> &sums);
  void updateObjectives(double share);
  void measureGradient(size_t objective, int64_t count);
  bool isDue(const aec_objective &objective) const;
  bool isLastOfEpoch(const aec_objective &objective) const;
  int64_t updateRows() const;
  void begin(size_t objective, const aec_code &code, int64_t count,
             int64_t step, double gradientWeight = 1);
  int64_t callObjective(size_t objective, const aec_code &code, int64_t count,
                        int64_t step, double gradientWeight = 1);
  void beginStep(size_t objective, const aec_code &code, int64_t count,
                 int64_t step, std::vector<ObjectiveLoss> &sums);
  void settle(int64_t left);
  int64_t takeStatus();
  double loss(size_t objective, int64_t index) const;
  double rate(const aec_objective &objective) const;
  /// Updates of the run, the one under way included.
  int64_t updates() const;
  int64_t updatesPerEpoch() const;
  /// Updates this objective has made, one under way included.
  int64_t ownSteps(const aec_objective &objective) const;
  void accumulate(size_t objective, int64_t count, ObjectiveLoss &sum) const;
  std::vector<ObjectiveLoss> emptyLosses() const;
  [[noreturn]] void failNonFinite(size_t objective, int64_t step,
                                  bool validation) const;

  Session &session;
  const Samples &samples;
  const Samples *validation;
  TrainOptions options;
  TrainProgress reached;
  int64_t steps = 0; // an epoch
  /// Where an update has several batches, or its gradient's norm is asked for.
  std::optional<GradientSum> gradients;
  /// Spent on norms during the batch under way: no part of its rate.
  double asideSeconds = 0;
  /// This run: its start, and of the epoch under way samples and seconds.
  Clock::time_point start;
  int64_t ownRows = 0;
  /// Weights of the last epoch's end, until a step's loss says that they are
  /// good.
  WeightsCopy candidate;
  double ownSeconds = 0;
  Batch batch;
  /// Of sessions that hold samples: the sets' numbers, the order of the first
  /// one, and the rows of the batch that was loaded last.
  int64_t heldSamples = -1, heldValidation = -1;
  const int64_t *arranged = nullptr;
  HeldRows loaded;
  ThreadTuner tuner;
  std::vector<int64_t> order;
  std::vector<double> running;
  /// For every objective the pointers of its inputs and its losses.
  std::vector<std::vector<const void *>> inputs;
  std::vector<Buffer> losses;
  /// Steps under way, the oldest first. Losses have places for as many calls as
  /// a session may have under way, which take turns.
  struct Pending {
    size_t objective;
    /// In the epoch, from 1.
    int64_t batch, count;
    std::vector<ObjectiveLoss> *sums;
  };
  std::vector<Pending> pending;
  int64_t begun = 0, taken = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_TRAINER_H
