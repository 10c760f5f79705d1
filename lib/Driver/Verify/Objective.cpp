//===- Objective.cpp - One objective on two targets, compared
//----------------===//
//
// First op by op, with the step that gives all its values; then the step as
// programs have it, by what it leaves in the states: what is right op by op may
// still be put together wrongly.
//
//===----------------------------------------------------------------------===//
#include "Objective.h"
#include "../Check/Draws.h"
#include <algorithm>
#include <cmath>
#include <cstring>

using namespace aec;

namespace {
class ObjectiveVerification {
public:
  ObjectiveVerification(VerifiedModel &model, size_t index,
                        const VerifyParameters &parameters,
                        VerifyReport &report)
      : model(model), objective(model.objectives[index]),
        parameters(parameters), report(report) {}
  std::string run();

private:
  bool begin();
  bool call(const CheckedFunction (&functions)[2],
            std::vector<Numbers> (&results)[2]);
  void compareValues();
  void compareStates();
  std::vector<bool> comparable(int64_t state) const;
  void compare(size_t at, double tolerance, const Numbers &one,
               const Numbers &other, const std::vector<bool> &mask);
  double toleranceOf(double roundings) const {
    return parameters.tolerance.value_or(kRounding * roundings);
  }

  VerifiedModel &model;
  const VerifiedObjective &objective;
  const VerifyParameters &parameters;
  VerifyReport &report;
  std::vector<Numbers> data;
  std::string error;
};
} // namespace

/// The same states and data on both sides.
bool ObjectiveVerification::begin() {
  LoadedModel &one = *model.code[0], &other = *model.code[1];
  drawStates(one, parameters.seed);
  if (data.empty()) {
    if (parameters.data.empty())
      data = drawData(one.model(), parameters.batch, parameters.seed);
    else if (!one.readData(parameters.data, parameters.batch, data, error))
      return false;
  }
  for (int64_t state = 0; state < one.model().state_count; ++state)
    for (int64_t at = 0; at < one.elements(state); ++at)
      other.set(state, at, one.get(state, at));
  return true;
}

bool ObjectiveVerification::call(const CheckedFunction (&functions)[2],
                                 std::vector<Numbers> (&results)[2]) {
  for (size_t side : {0, 1}) {
    const aec_model &described = model.code[side]->model();
    double rate = 0;
    for (int64_t at = 0; at < described.objective_count; ++at)
      if (objective.name == described.objectives[at].name)
        rate = described.objectives[at].learning_rate;
    results[side] =
        model.code[side]->call(functions[side], parameters.batch, data,
                               /*step=*/1, rate, error);
    if (!error.empty())
      return false;
  }
  return true;
}

void ObjectiveVerification::compare(size_t at, double tolerance,
                                    const Numbers &one, const Numbers &other,
                                    const std::vector<bool> &mask) {
  report.compared += int64_t(
      mask.empty() ? one.size() : std::count(mask.begin(), mask.end(), true));
  Difference largest = largestDifference(one, other, mask);
  if (largest.relative > report.largest.relative) {
    report.largest = largest;
    report.furthest = at;
  }
  if (auto beyond = firstBeyond(tolerance, one, other, mask))
    report.findings.push_back({at, *beyond, tolerance});
}

/// Entries of a parameter whose gradient is not lost in rounding, told by its
/// moments, "<objective>.<parameter>.<moment>", which begin at 0 and are linear
/// or quadratic in it.
std::vector<bool> ObjectiveVerification::comparable(int64_t state) const {
  const aec_model &described = model.code[0]->model();
  std::string prefix =
      objective.name + "." + described.states[state].tensor.name + ".";
  std::vector<bool> mask;
  for (int64_t moment = 0; moment < described.state_count; ++moment) {
    if (std::strncmp(described.states[moment].tensor.name, prefix.c_str(),
                     prefix.size()) != 0 ||
        model.code[0]->elements(moment) != model.code[0]->elements(state))
      continue;
    Numbers values = model.code[0]->values(moment);
    double most = 0;
    for (double value : values)
      most = std::max(most, std::abs(value));
    mask.resize(values.size(), true);
    for (size_t at = 0; at < values.size(); ++at)
      mask[at] = mask[at] && most > 0 && std::abs(values[at]) >= 1e-4 * most;
  }
  return mask;
}

void ObjectiveVerification::compareValues() {
  std::vector<Numbers> results[2];
  if (!call(objective.exposed, results))
    return;
  for (size_t at = 0; at < objective.values.size(); ++at)
    compare(at, toleranceOf(objective.values[at].roundings), results[0][1 + at],
            results[1][1 + at], {});
}

void ObjectiveVerification::compareStates() {
  std::vector<Numbers> losses[2];
  if (!call(objective.step, losses))
    return;
  double most = 0;
  for (const ExposedValue &value : objective.values)
    most = std::max(most, value.roundings);
  const aec_model &described = model.code[0]->model();
  for (int64_t state = 0; state < described.state_count; ++state)
    compare(objective.values.size() + size_t(state),
            kUpdateTolerance * toleranceOf(most), model.code[0]->values(state),
            model.code[1]->values(state), comparable(state));
}

std::string ObjectiveVerification::run() {
  if (begin())
    compareValues();
  if (error.empty() && begin())
    compareStates();
  return error;
}

std::string aec::verifyObjective(VerifiedModel &model, size_t index,
                                 const VerifyParameters &parameters,
                                 VerifyReport &report) {
  return ObjectiveVerification(model, index, parameters, report).run();
}
