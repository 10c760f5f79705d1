//===- GradientSum.h - Gradients in memory, between two halves of a step --===//
//
// A compiled step keeps no gradient. Its halves (aec_objective.accumulate and
// update) do, in accumulators that take memory only where this class is made.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_GRADIENTSUM_H
#define AEC_LIB_RUNTIME_GRADIENTSUM_H

#include "../Model/Session.h"

namespace aec::runtime {

/// Whether a program has every objective's step in halves too.
bool hasHalves(const aec_model &model);

class GradientSum {
public:
  /// Reserves the accumulators of `session`, which must outlive this.
  explicit GradientSum(Session &session);

  /// What an objective accumulates into is nothing again.
  void clear(const aec_objective &objective);

  /// Multiplies what an objective has accumulated.
  void scale(const aec_objective &objective, double factor);

  /// The l2 norm of an objective's accumulated gradient, all parameters
  /// together, in f64 and in one order.
  double norm(const aec_objective &objective) const;

  /// Notes statistics and counters, and puts them back: an evaluation of a
  /// gradient that is no step must not move them.
  void keepStatistics();
  void restoreStatistics();

private:
  Session &session;
  /// By state; no bytes where it is no statistic.
  std::vector<std::vector<uint8_t>> statistics;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_GRADIENTSUM_H
