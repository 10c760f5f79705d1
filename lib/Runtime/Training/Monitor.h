//===- Monitor.h - Which epoch is the best, and when to give up -----------===//
//
// Plain data and arithmetic, no model and no files. Two marks are kept: the
// least value seen, whose weights are the best ones, and the last value that
// was less by more than --min-delta, from which patience counts. One mark for
// both would throw away small gains or never lose patience.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_MONITOR_H
#define AEC_LIB_RUNTIME_MONITOR_H

#include "aec/Runtime/Abi.h"

#include <limits>
#include <string>
#include <vector>

namespace aec::runtime {

/// What is watched: an objective's total or one of its terms.
struct Monitored {
  std::string name;
  bool validation = false;
  int64_t objective = 0;
  /// -1: the total.
  int64_t term = -1;
};

/// Everything that can be watched, the default first. Names are those of the
/// log: "loss", "validation", "sparsity", "validation.sparsity"; with several
/// objectives "judge", "judge.real", "validation.judge.real".
std::vector<Monitored> monitorsOf(const aec_model &model, bool validation);

/// The epochs seen so far; part of a checkpoint.
struct MonitorState {
  double last = std::numeric_limits<double>::infinity();
  double best = std::numeric_limits<double>::infinity();
  int64_t bestEpoch = 0; // 0: none yet
  double reference = std::numeric_limits<double>::infinity();
  /// Epochs since `reference`.
  int64_t waited = 0;

  /// Takes the value of an epoch (from 1); true where it is the best so far. A
  /// value that is not a number is never an improvement.
  bool observe(int64_t epoch, double value, double minDelta);
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_MONITOR_H
