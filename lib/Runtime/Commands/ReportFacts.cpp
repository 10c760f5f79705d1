//===- ReportFacts.cpp - Tables of model, data and weights ----------------===//
#include "ModelText.h"
#include "ReportBuilder.h"

#include "../Error.h"
#include "../Logs/Console.h"

#include <cmath>

using namespace aec::runtime;

/// Of each named column how much of its variance the model explains.
void ReportBuilder::showColumns(const Dataset &data, const Matrix &x,
                                const Matrix &y) {
  constexpr int64_t most = 40;
  if (int64_t(data.columns.size()) != x.columns || x.columns > most)
    return;
  std::vector<std::vector<std::string>> rows = {
      {"column", "root mean squared error", "variance explained"}};
  for (int64_t at = 0; at < x.columns; ++at) {
    double sum = 0, squares = 0, error = 0, count = 0;
    for (int64_t row = 0; row < x.rows; ++row) {
      double value = x.row(row)[at];
      if (std::isnan(value))
        continue;
      sum += value;
      squares += value * value;
      error += std::pow(value - y.row(row)[at], 2);
      ++count;
    }
    double variance = squares / count - std::pow(sum / count, 2);
    rows.push_back(
        {data.columns[at], shortNumber(std::sqrt(error / count)),
         variance > 0 ? shortNumber(100 * (1 - error / count / variance)) + "%"
                      : "-"});
  }
  page.table(rows);
}

static std::vector<std::vector<std::string>>
parameterRows(const aec_model &model) {
  std::vector<std::vector<std::string>> rows = {{"state", "shape", "role"}};
  for (int64_t at = 0; at < model.state_count; ++at) {
    const aec_state &state = model.states[at];
    if (state.role != AEC_MOMENT)
      rows.push_back({state.tensor.name, tensorText(state.tensor),
                      state.role == AEC_PARAMETER ? "parameter" : "statistic"});
  }
  return rows;
}

void ReportBuilder::facts() {
  page.heading("Data");
  std::vector<std::vector<std::string>> rows = {
      {"input", "file", "samples", "of shape", "divided by"}};
  for (const auto &[key, set] : run.samples.sets)
    rows.push_back(
        {key >= 0 ? model.inputs[key].tensor.name : "-", set.origin,
         concat(set.rows),
         key >= 0 ? shapeText(sampleShape(model.inputs[key].tensor)) : "-",
         concat(set.scale)});
  page.table(rows);
  page.heading("Model");
  rows = {{"what", "value"},
          {"name", model.name},
          {"definition", model.hash},
          {"parameters", concat(parameterCount(model))}};
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    rows.push_back(
        {concat("objective ", objective.name),
         termsText(objective) + (objective.training
                                     ? concat(", trains ", objective.training)
                                     : "")});
  }
  page.table(rows);
  page.table(parameterRows(model));
  page.heading("Weights");
  rows = {{"key", "value"}};
  for (const auto &[key, value] : run.weights.metadata)
    rows.push_back(
        {key, value.size() > 300 ? value.substr(0, 300) + "..." : value});
  page.table(rows);
}
