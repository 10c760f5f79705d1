//===- CheckpointParts.h - What of a progress a checkpoint holds ----------===//
//
// The lists that writing and reading share, so that neither forgets a number.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CHECKPOINTPARTS_H
#define AEC_LIB_RUNTIME_CHECKPOINTPARTS_H

#include "../Training/TrainProgress.h"

#include <string>
#include <utility>

namespace aec::runtime {

inline const std::string kOptimizer = "aec.optimizer.", kBest = "aec.best.",
                         kGradient = "aec.gradient.",
                         kProgress = "aec.progress.";

/// The integers of a progress under their names in the metadata.
inline std::vector<std::pair<const char *, int64_t *>>
countsOf(TrainProgress &progress) {
  return {{"aec.epochs", &progress.epochs},
          {"aec.epoch", &progress.epoch},
          {"aec.batch", &progress.batch},
          {"aec.step", &progress.step},
          {"aec.accumulated", &progress.accumulated},
          {"aec.best_epoch", &progress.monitor.bestEpoch},
          {"aec.waited", &progress.monitor.waited}};
}

/// The real numbers of a progress, sums apart.
inline std::vector<double *> valuesOf(TrainProgress &progress) {
  MonitorState &monitor = progress.monitor;
  return {&progress.seconds, &monitor.last, &monitor.best, &monitor.reference};
}

/// Sums of all objectives: rows, total and terms of each.
inline std::vector<double *> sumsOf(std::vector<ObjectiveLoss> &sums) {
  std::vector<double *> result;
  for (ObjectiveLoss &sum : sums) {
    result.push_back(&sum.total);
    for (double &term : sum.terms)
      result.push_back(&term);
  }
  return result;
}

inline std::vector<double *> pointersTo(std::vector<double> &values) {
  std::vector<double *> result;
  for (double &value : values)
    result.push_back(&value);
  return result;
}

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CHECKPOINTPARTS_H
