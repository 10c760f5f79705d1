//===- Monitor.cpp - Names of losses, the best of them --------------------===//
//
// Lower is better for all that an objective minimises.
//
//===----------------------------------------------------------------------===//
#include "Monitor.h"

#include <algorithm>

using namespace aec::runtime;

/// The losses of one side, training or validation, under `prefix`.
static void addSide(const aec_model &model, bool validation,
                    std::vector<Monitored> &result) {
  std::string prefix = validation ? "validation." : "";
  result.push_back({validation ? "validation" : "loss", validation, 0, -1});
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    std::string own = prefix;
    if (model.objective_count > 1) {
      result.push_back({prefix + objective.name, validation, at, -1});
      own += std::string(objective.name) + ".";
    }
    for (int64_t term = 0; term < objective.term_count; ++term)
      result.push_back(
          {own + objective.terms[term].name, validation, at, term});
  }
}

std::vector<Monitored> aec::runtime::monitorsOf(const aec_model &model,
                                                bool validation) {
  std::vector<Monitored> result;
  if (validation)
    addSide(model, true, result);
  addSide(model, false, result);
  return result;
}

bool MonitorState::observe(int64_t epoch, double value, double minDelta) {
  last = value;
  ++waited;
  if (value < reference - minDelta) {
    reference = value;
    waited = 0;
  }
  if (!(value < best))
    return false;
  best = value;
  bestEpoch = epoch;
  return true;
}
