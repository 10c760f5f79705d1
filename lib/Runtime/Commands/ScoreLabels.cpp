//===- ScoreLabels.cpp - Labels beside scores, and what they tell ---------===//
//
// Labels that a user brings are 0 and 1, 1 being an anomaly; anything else is
// an error, because -1 means an anomaly elsewhere.
//
//===----------------------------------------------------------------------===//
#include "Labels.h"
#include "Score.h"

#include "../Data/CsvRecords.h"
#include "../Error.h"
#include "../Scoring/Metrics.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace aec::runtime;

[[noreturn]] static void failLabel(const std::string &origin, int64_t row,
                                   const std::string &found) {
  fail(origin, ": the label of row ", row + 1, " is ", found,
       "; expected 0 or 1 (1: an anomaly)");
}

static std::vector<uint8_t> binaryFile(const std::string &path) {
  std::vector<uint8_t> labels;
  for (double label : readLabels(path)) {
    if (label != 0 && label != 1)
      failLabel(path, int64_t(labels.size()), concat(label));
    labels.push_back(label == 1);
  }
  return labels;
}

static std::vector<uint8_t> parseLabels(const std::string &origin,
                                        const std::vector<std::string> &texts) {
  std::vector<uint8_t> labels;
  for (const std::string &text : texts) {
    double value = -1;
    if (!parseNumber(text, value) || (value != 0 && value != 1))
      failLabel(origin, int64_t(labels.size()), quote(text));
    labels.push_back(value == 1);
  }
  return labels;
}

/// From labels of all rows of the file to those of samples.
static std::vector<uint8_t> ofSamples(const std::vector<uint8_t> &rows,
                                      const Origin &source, int64_t samples) {
  std::vector<uint8_t> labels;
  for (int64_t at = 0; at < samples; ++at) {
    auto first = rows.begin() + source.first + at * source.stride;
    labels.push_back(*std::max_element(first, first + source.window));
  }
  return labels;
}

std::vector<uint8_t> aec::runtime::trueLabels(const Scorer &scorer,
                                              const Samples &samples,
                                              bool perRow, int64_t rows) {
  const Dataset &data = samples.sets.begin()->second;
  std::vector<uint8_t> all;
  const std::string &path = scorer.arguments.labels;
  if (!path.empty()) {
    all = binaryFile(path);
    if (!perRow && int64_t(all.size()) == samples.rows)
      return all;
  } else {
    for (const auto &[key, set] : samples.sets)
      if (set.facts && !set.facts->labels.empty())
        all = parseLabels(set.origin, set.facts->labels);
  }
  if (all.empty())
    return {};
  if (int64_t(all.size()) != data.source.fileRows)
    fail(path, " has ", countText(all.size(), "label"), "; ", data.origin,
         " has ", countText(data.source.fileRows, "row"), " and ",
         countText(samples.rows, "sample"));
  if (perRow)
    return {all.begin() + data.source.first,
            all.begin() + data.source.first + rows};
  return ofSamples(all, data.source, samples.rows);
}

static std::string digits(double value) {
  char text[40];
  std::snprintf(text, sizeof(text), "%.4f", value);
  return text;
}

std::string aec::runtime::metricsText(const std::vector<double> &scores,
                                      const std::vector<uint8_t> &labels,
                                      const std::optional<double> &threshold,
                                      const char *noun) {
  int64_t ones = std::count(labels.begin(), labels.end(), uint8_t(1));
  int64_t rows = int64_t(labels.size());
  std::string text =
      concat("labels: ", ones, " of ", countText(rows, noun), " are 1");
  if (ones == 0 || ones == rows)
    return text + "; ROC-AUC, average precision and F1 need both kinds";
  text += "; ROC-AUC " + digits(rocAuc(scores, labels)) +
          ", average precision " + digits(averagePrecision(scores, labels));
  if (!threshold)
    return text + ", no F1 without a threshold (--threshold)";
  Decision decision = decide(scores, labels, *threshold);
  return text + ", F1 " + digits(decision.f1) + " (precision " +
         digits(decision.precision) + ", recall " + digits(decision.recall) +
         concat(") at threshold ", *threshold);
}
