//===- Calibration.cpp - Thresholds from scores ---------------------------===//
//
// A detector that gives everything the same score still passes many a test of
// its threshold, so equal scores are looked for by name.
//
//===----------------------------------------------------------------------===//
#include "Calibration.h"

#include "../Error.h"
#include "Metrics.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <set>

using namespace aec::runtime;

std::vector<double> aec::runtime::scoresOf(Session &session,
                                           const aec_entry &entry,
                                           const Samples &samples,
                                           const std::vector<int64_t> &keys,
                                           int64_t batchSize) {
  std::vector<Buffer> results =
      inferAll(session, entry, samples, keys, batchSize);
  return asDoubles(results[0].data(), entry.outputs[0].dtype, samples.rows);
}

/// Whether at least `count` samples differ in some input.
static bool hasDistinct(const Samples &samples, size_t count) {
  for (const auto &[input, set] : samples.sets) {
    std::set<std::string> rows;
    std::string row(size_t(set.rowBytes()), 0);
    for (int64_t at = 0; at < set.rows; ++at) {
      set.read(at, 1, row.data());
      rows.insert(row);
      if (rows.size() >= count)
        return true;
    }
  }
  return false;
}

std::string aec::runtime::collapse(const std::vector<double> &scores,
                                   const Samples &samples) {
  constexpr size_t least = 16;
  if (scores.size() < least ||
      std::any_of(scores.begin(), scores.end(),
                  [&](double score) { return score != scores[0]; }) ||
      !hasDistinct(samples, least))
    return "";
  return concat("all ", scores.size(), " scores are equal (", scores[0],
                ") though the samples differ: the model tells none from "
                "another");
}

Calibration aec::runtime::calibrateThreshold(Session &session,
                                             const aec_entry &entry,
                                             const Samples &samples, double q) {
  std::vector<int64_t> keys(entry.input_sources,
                            entry.input_sources + entry.input_count);
  for (int64_t at = 0; at < entry.input_count; ++at)
    if (!samples.sets.count(keys[at]))
      fail("score takes ", quote(entry.inputs[at].name),
           ", which training has no data for");
  std::vector<double> scores = scoresOf(session, entry, samples, keys);
  for (size_t at = 0; at < scores.size(); ++at)
    if (!std::isfinite(scores[at]))
      fail("the score of sample ", at, " is not finite");
  if (std::string message = collapse(scores, samples); !message.empty())
    fail(message);
  return {quantile(scores, q), q, samples.rows};
}

static std::string exact(double value) {
  char text[40];
  std::snprintf(text, sizeof(text), "%.17g", value);
  return text;
}

void aec::runtime::storeCalibration(
    const Calibration &calibration, bool validation,
    std::map<std::string, std::string> &metadata) {
  metadata["aec.threshold"] = exact(calibration.threshold);
  metadata["aec.quantile"] = concat(calibration.quantile);
  metadata["aec.calibrated"] =
      concat(countText(calibration.rows, "sample"),
             validation ? " of validation" : " of training");
}

std::optional<double> aec::runtime::storedThreshold(
    const std::map<std::string, std::string> &metadata,
    const std::string &path) {
  auto found = metadata.find("aec.threshold");
  if (found == metadata.end())
    return {};
  const std::string &text = found->second;
  double value = 0;
  auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() ||
      !std::isfinite(value))
    fail(path, ": its threshold is ", quote(text), "; expected a number");
  return value;
}
