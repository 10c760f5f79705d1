//===- Objective.cpp - The gradients of one objective, compared -----------===//
//
// Every number both sides start from is an f32 number, so that their results
// differ by what they compute and by nothing they were given.
//
//===----------------------------------------------------------------------===//
#include "Objective.h"
#include "Compare.h"
#include "Differences.h"
#include "Draws.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <cmath>
#include <cstring>

using namespace aec;

namespace {
class ObjectiveCheck {
public:
  ObjectiveCheck(CheckedModel &reference, CheckedModel &fast, size_t index,
                 const CheckParameters &parameters, ObjectiveReport &report)
      : reference(*reference.code), fast(*fast.code),
        exact(reference.objectives[index]), quick(fast.objectives[index]),
        parameters(parameters), report(report) {}
  std::string run();

private:
  void draw();
  bool call(LoadedModel &model, const CheckedFunction &function,
            std::vector<Numbers> &results, int64_t step = 1);
  void freeze();
  bool compareGradients();
  double exactLoss();
  bool checkSteps();
  bool checkStep(int64_t step);
  void compareUpdates(const std::vector<Numbers> &before);
  void decide(ParameterReport &parameter) const;

  LoadedModel &reference, &fast;
  const CheckedObjective &exact, &quick;
  const CheckParameters &parameters;
  ObjectiveReport &report;
  std::vector<Numbers> data;
  /// Losses, then a gradient a parameter.
  std::vector<Numbers> gradients;
  std::string error;
};
} // namespace

static std::string shapeOf(const aec_tensor &tensor) {
  std::string text;
  for (int64_t dim = 0; dim < tensor.rank; ++dim)
    text += (dim ? "x" : "") + std::to_string(tensor.dims[dim]);
  return text.empty() ? "scalar" : text;
}

bool ObjectiveCheck::call(LoadedModel &model, const CheckedFunction &function,
                          std::vector<Numbers> &results, int64_t step) {
  double rate = 0;
  for (int64_t at = 0; at < model.model().objective_count; ++at)
    if (exact.name == model.model().objectives[at].name)
      rate = model.model().objectives[at].learning_rate;
  results = model.call(function, parameters.batch, data, step, rate, error);
  return error.empty();
}

void ObjectiveCheck::draw() {
  drawStates(reference, parameters.seed);
  for (int64_t state = 0; state < reference.model().state_count; ++state)
    for (int64_t at = 0; at < reference.elements(state); ++at)
      fast.set(state, at, reference.get(state, at));
  data = drawData(reference.model(), parameters.batch, parameters.seed);
}

/// The loss with the reference's states as they are; NaN with `error` set where
/// it is that.
double ObjectiveCheck::exactLoss() {
  std::vector<Numbers> losses;
  if (!call(reference, exact.loss, losses))
    return NAN;
  if (std::isnan(losses[0][0]))
    error = "the loss is not finite";
  return losses[0][0];
}

/// What stands behind an nn.stop_gradient is computed from copies of the
/// parameters (see BuildGradientCheck): they stay where the parameters are now.
void ObjectiveCheck::freeze() {
  constexpr const char prefix[] = "frozen.";
  const aec_model &model = reference.model();
  for (int64_t state : exact.trained) {
    std::string name = std::string(prefix) + model.states[state].tensor.name;
    for (int64_t copy = 0; copy < model.state_count; ++copy)
      if (name == model.states[copy].tensor.name)
        for (int64_t at = 0; at < reference.elements(state); ++at)
          reference.set(copy, at, reference.get(state, at));
  }
}

bool ObjectiveCheck::compareGradients() {
  freeze();
  std::vector<Numbers> quickGradients;
  if (!call(reference, exact.gradient, gradients) ||
      !call(fast, quick.gradient, quickGradients))
    return false;
  double middle = exactLoss();
  if (!error.empty())
    return false;
  report.loss = gradients[0][0];
  report.lossError = relativeError(quickGradients[0], gradients[0]);
  double whole = 0;
  for (const Numbers &gradient : llvm::drop_begin(gradients))
    whole = std::max(whole, largest(gradient));
  for (size_t at = 0; at < exact.trained.size(); ++at) {
    const aec_tensor &tensor =
        reference.model().states[exact.trained[at]].tensor;
    ParameterReport parameter;
    parameter.name = tensor.name;
    parameter.shape = shapeOf(tensor);
    parameter.vanishes = largest(gradients[1 + at]) < kVanishing * whole;
    parameter.fastError =
        parameter.vanishes
            ? largest(quickGradients[1 + at]) / whole
            : relativeError(quickGradients[1 + at], gradients[1 + at]);
    report.parameters.push_back(parameter);
    if (!checkDifferences(
            reference, exact.trained[at], gradients[1 + at], middle,
            [&] { return exactLoss(); }, parameters, report.parameters[at]))
      return false;
  }
  return true;
}

/// The parameters' updates, and those of their moments, which optimizers name
/// "<objective>.<parameter>.<moment>".
void ObjectiveCheck::compareUpdates(const std::vector<Numbers> &before) {
  const aec_model &model = reference.model();
  for (size_t at = 0; at < exact.trained.size(); ++at) {
    ParameterReport &parameter = report.parameters[at];
    if (parameter.vanishes) // a quotient of roundings, in f64 too
      continue;
    std::string moments = exact.name + "." + parameter.name + ".";
    // The update of an entry with a tiny gradient is a quotient of roundings:
    // Adam's first one is its sign.
    const Numbers &gradient = gradients[1 + at];
    double least = largest(gradient) / 100;
    std::vector<bool> mask;
    for (double value : gradient)
      mask.push_back(std::abs(value) >= least);
    for (int64_t state = 0; state < model.state_count; ++state) {
      bool itself = state == exact.trained[at];
      if (!itself && std::strncmp(model.states[state].tensor.name,
                                  moments.c_str(), moments.size()))
        continue;
      double off =
          updateError(fast.values(state), reference.values(state),
                      before[state], itself ? mask : std::vector<bool>());
      parameter.stepError = std::max(parameter.stepError, off);
    }
  }
}

bool ObjectiveCheck::checkStep(int64_t step) {
  std::vector<Numbers> before, losses, quickLosses;
  for (int64_t state = 0; state < reference.model().state_count; ++state)
    before.push_back(reference.values(state));
  if (!call(reference, exact.step, losses, step) ||
      !call(fast, quick.step, quickLosses, step))
    return false;
  report.lossError =
      std::max(report.lossError, relativeError(quickLosses[0], losses[0]));
  compareUpdates(before);
  // The next step starts from one state, or differences would add up.
  for (int64_t state = 0; state < reference.model().state_count; ++state)
    for (int64_t at = 0; at < reference.elements(state); ++at)
      reference.set(state, at, fast.get(state, at));
  return true;
}

/// Three: the second and third start from moments that are not 0.
bool ObjectiveCheck::checkSteps() {
  for (int64_t step = 1; step <= 3; ++step)
    if (!checkStep(step))
      return false;
  return true;
}

void ObjectiveCheck::decide(ParameterReport &parameter) const {
  int64_t size = 0;
  for (size_t at = 0; at < report.parameters.size(); ++at)
    if (&report.parameters[at] == &parameter)
      size = gradients[1 + at].size();
  int64_t wanted = std::min(parameters.entries, size);
  // Not `>`: NaN fails.
  if (!(parameter.differenceError <= kDifferenceTolerance))
    parameter.verdict = Verdict::WrongGradient;
  else if (!(parameter.fastError <= kPrecisionTolerance))
    parameter.verdict = Verdict::WrongFastPath;
  else if (!(parameter.stepError <= kStepTolerance))
    parameter.verdict = Verdict::WrongStep;
  else if (parameter.entries * 2 < wanted)
    parameter.verdict = Verdict::TooFew;
}

std::string ObjectiveCheck::run() {
  report.name = exact.name;
  draw();
  if (!compareGradients() || !checkSteps())
    return error;
  for (ParameterReport &parameter : report.parameters)
    decide(parameter);
  return {};
}

bool ObjectiveReport::passed() const {
  return lossError <= kPrecisionTolerance &&
         std::all_of(parameters.begin(), parameters.end(),
                     [](const ParameterReport &parameter) {
                       return parameter.verdict == Verdict::Ok;
                     });
}

std::string aec::checkObjective(CheckedModel &reference, CheckedModel &fast,
                                size_t index, const CheckParameters &parameters,
                                ObjectiveReport &report) {
  return ObjectiveCheck(reference, fast, index, parameters, report).run();
}
