//===- Differences.cpp - A gradient against finite differences ------------===//
//
// Most entries need no evaluation of their own. Along two random directions
// through all of them two evaluations each say that all are right, as group
// testing does (Dorfman, "The detection of defective members of large
// populations", 1943); where they do not, the group is halved. Of convolutional
// models one entry at a time took minutes. Of one direction errors that cancel
// along it would pass.
//
//===----------------------------------------------------------------------===//
#include "Differences.h"
#include "Compare.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace aec;

namespace {
class DifferenceCheck {
public:
  DifferenceCheck(LoadedModel &model, int64_t state, const Numbers &gradient,
                  double middle, const std::function<double()> &loss,
                  const CheckParameters &parameters, ParameterReport &report)
      : model(model), state(state), gradient(gradient), middle(middle),
        scale(largest(gradient)), loss(loss), parameters(parameters),
        report(report) {}
  bool run();

private:
  double lossAt(llvm::ArrayRef<int64_t> entries, const Numbers &direction,
                double step);
  std::optional<double> errorOf(llvm::ArrayRef<int64_t> entries);
  bool check(llvm::ArrayRef<int64_t> entries);

  LoadedModel &model;
  int64_t state;
  const Numbers &gradient;
  double middle, scale;
  const std::function<double()> &loss;
  const CheckParameters &parameters;
  ParameterReport &report;
  bool failed = false;
};
} // namespace

/// The loss where `entries` are moved by `step` * `direction`.
double DifferenceCheck::lossAt(llvm::ArrayRef<int64_t> entries,
                               const Numbers &direction, double step) {
  Numbers before;
  for (auto [entry, slope] : llvm::zip_equal(entries, direction)) {
    before.push_back(model.get(state, entry));
    model.set(state, entry, before.back() + step * slope);
  }
  double result = loss();
  for (auto [entry, value] : llvm::zip_equal(entries, before))
    model.set(state, entry, value);
  failed |= std::isnan(result);
  return result;
}

/// The error of all `entries`; none where several do not tell, or where the
/// loss of a single one is not smooth.
std::optional<double>
DifferenceCheck::errorOf(llvm::ArrayRef<int64_t> entries) {
  Numbers slopes;
  for (int64_t entry : entries)
    slopes.push_back(gradient[entry]);
  auto moved = [&](const Numbers &direction, double step) {
    return lossAt(entries, direction, step);
  };
  std::optional<double> error =
      groupError(slopes, parameters.seed, middle, moved, scale);
  if (error || failed || entries.size() > 1)
    return error;
  return differenceError(
      slopes[0], middle, [&](double step) { return moved({1.0}, step); },
      scale);
}

/// Checks `entries` together, and where that does not tell, by halves.
bool DifferenceCheck::check(llvm::ArrayRef<int64_t> entries) {
  std::optional<double> error = errorOf(entries);
  if (failed)
    return false;
  if (!error && entries.size() > 1) {
    size_t half = entries.size() / 2;
    return check(entries.take_front(half)) && check(entries.drop_front(half));
  }
  if (!error) {
    ++report.kinks;
    return true;
  }
  report.entries += entries.size();
  report.differenceError =
      std::max(report.differenceError, std::isnan(*error) ? INFINITY : *error);
  return true;
}

bool DifferenceCheck::run() {
  constexpr int64_t patience = 4;
  std::vector<int64_t> order =
      drawEntries(gradient.size(), patience * parameters.entries,
                  uint64_t(parameters.seed) + state);
  llvm::ArrayRef<int64_t> left = order;
  while (!left.empty() && report.entries < parameters.entries) {
    int64_t missing = parameters.entries - report.entries;
    size_t count = std::min<size_t>(left.size(), missing);
    if (!check(left.take_front(count)))
      return false;
    left = left.drop_front(count);
  }
  return true;
}

bool aec::checkDifferences(LoadedModel &model, int64_t state,
                           const Numbers &gradient, double middle,
                           const std::function<double()> &loss,
                           const CheckParameters &parameters,
                           ParameterReport &report) {
  return DifferenceCheck(model, state, gradient, middle, loss, parameters,
                         report)
      .run();
}
