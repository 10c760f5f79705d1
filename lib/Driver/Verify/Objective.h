//===- Objective.h - One objective on two targets, compared
//------------------===//
#ifndef AEC_LIB_DRIVER_VERIFY_OBJECTIVE_H
#define AEC_LIB_DRIVER_VERIFY_OBJECTIVE_H

#include "Build.h"
#include "Difference.h"

namespace aec {

struct VerifyParameters {
  int64_t batch = 16;
  int64_t seed = 0;
  /// --data of `train`; empty: drawn.
  std::vector<std::string> data;
  /// Relative, for every value; none: by the roundings of each.
  std::optional<double> tolerance;
};

/// Updates divide by roots of squares, so that an entry whose gradient is a
/// hundredth of the largest is off by a hundred times more; smaller ones are
/// not compared.
constexpr double kUpdateTolerance = 100;

struct VerifyReport {
  /// Elements that were compared, of values and of states.
  int64_t compared = 0;
  /// The value (or, from values.size() on, the state) that is furthest apart
  /// beside its tolerance.
  size_t furthest = 0;
  Difference largest;
  /// What differs beyond its tolerance, in order of execution: indices of
  /// values, and states behind them.
  struct Finding {
    size_t at;
    Difference difference;
    double tolerance;
  };
  std::vector<Finding> findings;
};

/// Runs objective `index` of both targets on the same batch, with the same
/// states and draws. Returns a message where something could not be run.
std::string verifyObjective(VerifiedModel &model, size_t index,
                            const VerifyParameters &parameters,
                            VerifyReport &report);

} // namespace aec

#endif // AEC_LIB_DRIVER_VERIFY_OBJECTIVE_H
