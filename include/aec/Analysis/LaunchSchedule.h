//===- LaunchSchedule.h - Which operations a device starts together -------===//
//
// Operations on memory, with what each must follow, become stages. A stage is
// one launch: strands that have nothing to do with each other run beside each
// other, the operations of a strand after each other. Plain data in and out:
// the pass around it only translates.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_ANALYSIS_LAUNCHSCHEDULE_H
#define AEC_ANALYSIS_LAUNCHSCHEDULE_H

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aec {

/// An operation, in the order of the program.
struct ScheduledOperation {
  struct Dependence {
    /// An earlier operation.
    size_t on;
    /// The two may be in one strand.
    bool joins;
  };
  std::vector<Dependence> after;
  /// Updates come behind everything else: a step's losses decide on them, and
  /// together they are one stage.
  bool isUpdate = false;
  /// A strand of such operations may start later than its first one could.
  /// Others join where that costs no waiting.
  bool mayWait = false;
  /// What it costs in a strand; strands stay below ScheduleOptions::maxCost.
  int64_t cost = 0;
};

struct ScheduleOptions {
  int64_t maxCost = INT64_MAX;
};

/// Stages and strands count from 0; strands are those of the whole program.
struct ScheduledPlace {
  int64_t stage, strand;
};

/// A place for each operation. Every dependence goes to an earlier stage, or to
/// an earlier operation of the same strand.
std::vector<ScheduledPlace>
scheduleLaunches(const std::vector<ScheduledOperation> &operations,
                 const ScheduleOptions &options = {});

} // namespace aec

#endif // AEC_ANALYSIS_LAUNCHSCHEDULE_H
