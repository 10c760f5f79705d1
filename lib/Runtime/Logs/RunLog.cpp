//===- RunLog.cpp - JSON lines of epochs ----------------------------------===//
//
// Written by hand: the JSON library prints the shortest form of a number, and
// the log promises "%.17g".
//
//===----------------------------------------------------------------------===//
#include "RunLog.h"

#include "../Error.h"
#include "../Support/AtomicFile.h"

#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace aec::runtime;

/// JSON has neither NaN nor infinity: an objective that did not run has null.
static std::string number(double value) {
  if (!std::isfinite(value))
    return "null";
  char text[40];
  std::snprintf(text, sizeof(text), "%.17g", value);
  return text;
}

static std::string key(const char *name) {
  return nlohmann::json(name).dump() + ": ";
}

static std::string termsText(const aec_objective &objective,
                             const ObjectiveLoss &loss) {
  std::string text;
  for (int64_t at = 0; at < objective.term_count; ++at)
    text += (text.empty() ? "" : ", ") + key(objective.terms[at].name) +
            number(loss.terms[at]);
  return "{" + text + "}";
}

static std::string objectiveText(const aec_model &model, int64_t at,
                                 const EpochReport &report) {
  const aec_objective &objective = model.objectives[at];
  std::string text = key(objective.name) +
                     "{\"loss\": " + number(report.train[at].total) +
                     ", \"terms\": " + termsText(objective, report.train[at]);
  if (!report.validation.empty())
    text += ", \"validation\": " + number(report.validation[at].total) +
            ", \"validation_terms\": " +
            termsText(objective, report.validation[at]);
  // Of a single one the line itself tells.
  if (model.objective_count > 1 && !report.objectives.empty())
    text += concat(
        ", \"steps\": ", report.objectives[at].steps,
        ", \"learning_rate\": ", number(report.objectives[at].learningRate),
        ", \"gradient_norm\": ", number(report.objectives[at].gradientNorm));
  return text + "}";
}

std::string aec::runtime::logLine(const aec_model &model, int64_t epochs,
                                  const EpochReport &report) {
  std::string text =
      concat("{\"epoch\": ", report.epoch, ", \"epochs\": ", epochs,
             ", \"steps\": ", report.steps,
             ", \"loss\": ", number(report.train[0].total));
  if (!report.validation.empty())
    text += ", \"validation\": " + number(report.validation[0].total);
  text += ", \"learning_rate\": " + number(report.learningRate);
  if (!report.objectives.empty())
    text += ", \"gradient_norm\": " + number(report.objectives[0].gradientNorm);
  std::string objectives;
  for (int64_t at = 0; at < model.objective_count; ++at)
    objectives += (at ? ", " : "") + objectiveText(model, at, report);
  return text + ", \"objectives\": {" + objectives +
         "}, \"seconds\": " + number(report.seconds) +
         ", \"samples_per_second\": " + number(report.samplesPerSecond) + "}";
}

/// The whole lines of a log that are about epochs up to `kept`.
static std::string keptLines(const std::string &path, int64_t kept) {
  std::ifstream old(path, std::ios::binary);
  std::string result;
  for (std::string line; std::getline(old, line) && !old.eof();) {
    auto value = nlohmann::json::parse(line, nullptr, false);
    if (value.is_object() && value.contains("epoch") &&
        value["epoch"].is_number_integer() && value["epoch"] <= kept)
      result += line + "\n";
  }
  return result;
}

RunLog::RunLog(const std::string &path, const aec_model &model, int64_t epochs,
               int64_t kept)
    : path(path), model(model), epochs(epochs) {
  if (path.empty())
    return;
  std::error_code error;
  if (kept != anew && std::filesystem::is_regular_file(path, error)) {
    std::string lines = keptLines(path, kept);
    AtomicFile shorter(path);
    shorter.write(lines);
    shorter.commit();
  }
  file = std::fopen(path.c_str(), kept == anew ? "we" : "ae");
  if (!file)
    fail("cannot write ", path, ": ", std::strerror(errno));
}

RunLog::~RunLog() {
  if (file)
    std::fclose(file);
}

void RunLog::write(const EpochReport &report) {
  if (!file)
    return;
  std::string line = logLine(model, epochs, report) + "\n";
  if (std::fputs(line.c_str(), file) < 0 || std::fflush(file) != 0)
    fail("cannot write ", path, ": ", std::strerror(errno));
}
