//===- RunHistory.cpp - JSON lines to columns -----------------------------===//
//
// The last line of a run that was killed may be cut: it is left out where it
// has no end.
//
//===----------------------------------------------------------------------===//
#include "RunHistory.h"

#include "../Error.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

using namespace aec::runtime;
using Json = nlohmann::json;

static double numberOf(const Json &object, const char *key) {
  auto found = object.find(key);
  return found != object.end() && found->is_number()
             ? found->get<double>()
             : std::numeric_limits<double>::quiet_NaN();
}

/// The member `key`, an object; an empty one where there is none.
static const Json &objectOf(const Json &object, const char *key) {
  static const Json none = Json::object();
  if (!object.is_object())
    return none;
  auto found = object.find(key);
  return found != object.end() && found->is_object() ? *found : none;
}

static void addEpoch(const Json &line, RunHistory &history) {
  history.epoch.push_back(numberOf(line, "epoch"));
  history.learningRate.push_back(numberOf(line, "learning_rate"));
  history.seconds.push_back(numberOf(line, "seconds"));
  const Json &objectives = objectOf(line, "objectives");
  for (ObjectiveHistory &objective : history.objectives) {
    const Json &values = objectOf(objectives, objective.name.c_str());
    objective.loss.push_back(numberOf(values, "loss"));
    objective.validation.push_back(numberOf(values, "validation"));
    // Of a single objective the line itself tells.
    bool single = history.objectives.size() == 1;
    objective.gradientNorm.push_back(
        numberOf(single && !values.contains("gradient_norm") ? line : values,
                 "gradient_norm"));
    for (const std::string &term : objective.terms) {
      objective.term[term].push_back(
          numberOf(objectOf(values, "terms"), term.c_str()));
      objective.validationTerm[term].push_back(
          numberOf(objectOf(values, "validation_terms"), term.c_str()));
    }
  }
}

/// Whether a line is an epoch of a run of the model.
static bool isEpoch(const Json &line, const RunHistory &history) {
  const Json &objectives = objectOf(line, "objectives");
  return line.is_object() && std::isfinite(numberOf(line, "epoch")) &&
         std::all_of(history.objectives.begin(), history.objectives.end(),
                     [&](const ObjectiveHistory &objective) {
                       return objectives.contains(objective.name);
                     });
}

static RunHistory emptyHistory(const std::string &path,
                               const aec_model &model) {
  RunHistory history;
  history.path = path;
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    history.objectives.emplace_back();
    history.objectives.back().name = objective.name;
    for (int64_t term = 0; term < objective.term_count; ++term)
      history.objectives.back().terms.push_back(objective.terms[term].name);
  }
  return history;
}

RunHistory aec::runtime::readRunLog(const std::string &path,
                                    const aec_model &model) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    fail("cannot read ", path, ": ", std::strerror(errno));
  RunHistory history = emptyHistory(path, model);
  constexpr size_t most = 1 << 20;
  int64_t number = 1;
  for (std::string line; std::getline(file, line); ++number) {
    bool whole = !file.eof();
    Json value = line.size() > most
                     ? Json()
                     : Json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (isEpoch(value, history))
      addEpoch(value, history);
    else if (whole)
      fail(path, ": line ", number,
           " is no epoch of a run of this model; expected what train --log "
           "writes");
  }
  if (!history.epochs())
    fail(path, " has no epoch of a run of this model; expected what train "
               "--log writes");
  return history;
}

bool aec::runtime::hasValues(const std::vector<double> &column) {
  return std::any_of(column.begin(), column.end(),
                     [](double value) { return std::isfinite(value); });
}
