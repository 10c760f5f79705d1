//===- Objective.h - The gradients of one objective, compared -------------===//
#ifndef AEC_LIB_DRIVER_CHECK_OBJECTIVE_H
#define AEC_LIB_DRIVER_CHECK_OBJECTIVE_H

#include "Build.h"

namespace aec {

struct CheckParameters {
  /// Entries of each parameter that finite differences are taken of.
  int64_t entries = 32;
  int64_t batch = 4;
  int64_t seed = 0;
};

enum class Verdict { Ok, WrongGradient, WrongFastPath, WrongStep, TooFew };

/// What was found of one parameter. Errors are relative; see Compare.h.
struct ParameterReport {
  std::string name, shape;
  int64_t entries = 0, kinks = 0;
  double differenceError = 0, fastError = 0, stepError = 0;
  /// The gradient is 0 but for rounding, as of a bias that a batch norm takes
  /// away again: nothing of a step is compared, and `fastError` is relative to
  /// the objective's largest gradient.
  bool vanishes = false;
  Verdict verdict = Verdict::Ok;
};

struct ObjectiveReport {
  std::string name;
  double loss = 0;
  /// Largest error of a loss of the fast path.
  double lossError = 0;
  std::vector<ParameterReport> parameters;
  bool passed() const;
};

/// Compares the gradients of objective `index`: reference (f64) with finite
/// differences, fast (f32) with reference, and steps of both. Draws states and
/// data anew. Returns a message where a function could not be called.
std::string checkObjective(CheckedModel &reference, CheckedModel &fast,
                           size_t index, const CheckParameters &parameters,
                           ObjectiveReport &report);

} // namespace aec

#endif // AEC_LIB_DRIVER_CHECK_OBJECTIVE_H
