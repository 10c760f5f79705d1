//===- TrainProgress.h - How far training is, and what it reports ---------===//
//
// TrainProgress and the session's states are all that changes while training:
// a checkpoint holds both, and nothing else has to be kept to continue bit for
// bit.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_TRAINPROGRESS_H
#define AEC_LIB_RUNTIME_TRAINPROGRESS_H

#include "../Model/State.h"
#include "Monitor.h"

#include <limits>
#include <vector>

namespace aec::runtime {

/// Losses of one objective over an epoch: means over the samples of the batches
/// it ran on, NaN where there was no such batch.
struct ObjectiveLoss {
  double total = 0;
  std::vector<double> terms;
  /// Samples of the batches it ran on.
  int64_t rows = 0;
};

/// How far one objective is: its own updates, the rate of the last one, and the
/// norm of the gradient of the last one; NaN where that was not asked for.
struct ObjectiveProgress {
  int64_t steps = 0;
  double learningRate = 0;
  double gradientNorm = std::numeric_limits<double>::quiet_NaN();
};

struct EpochReport {
  int64_t epoch = 0; // from 1
  int64_t steps = 0; // batches so far
  double seconds = 0;
  /// Of training alone, without validation.
  double samplesPerSecond = 0;
  /// Learning rate of the last step, first objective.
  double learningRate = 0;
  std::vector<ObjectiveProgress> objectives;
  std::vector<ObjectiveLoss> train;
  /// Empty without validation samples.
  std::vector<ObjectiveLoss> validation;
};

struct TrainProgress {
  int64_t epochs = 0; // planned
  int64_t epoch = 0;  // completed
  int64_t batch = 0;  // done of the epoch under way
  int64_t step = 0;   // batches; an objective's own updates follow from it
  /// Spent on the epoch under way.
  double seconds = 0;
  /// Sums, not means, over the epoch under way; empty before its first batch.
  std::vector<ObjectiveLoss> sums;
  /// Batches in the accumulators: those since the last update.
  int64_t accumulated = 0;
  /// Of the epoch under way, one an objective: the norm of the last update's
  /// gradient, NaN before it; empty where nobody asked.
  std::vector<double> norms;
  MonitorState monitor;
  /// Weights of an epoch's end: the best one's where those are kept, else the
  /// last one's that gave a finite loss. Empty before.
  WeightsCopy good;
  int64_t goodEpoch = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_TRAINPROGRESS_H
