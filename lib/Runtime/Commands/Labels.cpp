//===- Labels.cpp - Labels of files and columns ---------------------------===//
#include "Labels.h"

#include "../Data/CsvRecords.h"
#include "../Error.h"

#include <algorithm>

using namespace aec::runtime;

std::vector<double> aec::runtime::readLabels(const std::string &path) {
  Array array = readArray(path);
  int64_t count = 0;
  if (array.shape.empty() || !elementCount(array.shape, count) ||
      count != array.shape[0])
    fail(path, " has the shape ", shapeText(array.shape),
         "; expected a label a row");
  std::vector<double> labels;
  visitValues(array, [&](const auto *values) {
    for (int64_t row = 0; row < count; ++row)
      labels.push_back(double(values[row]));
  });
  return labels;
}

/// 0 or 1; -1 for anything else.
static int kindOf(const std::string &label) {
  double value = -1;
  if (!parseNumber(label, value) || (value != 0 && value != 1))
    return -1;
  return int(value);
}

std::vector<std::string> aec::runtime::sampleLabels(const std::string &path,
                                                    const Samples &samples) {
  std::vector<std::string> all;
  if (!path.empty())
    for (double label : readLabels(path))
      all.push_back(concat(label));
  for (const auto &[key, set] : samples.sets)
    if (path.empty() && set.facts && !set.facts->labels.empty())
      all = set.facts->labels;
  if (all.empty() || int64_t(all.size()) == samples.rows)
    return all;
  const Dataset &data = samples.sets.begin()->second;
  if (int64_t(all.size()) != data.source.fileRows)
    fail(path, " has ", countText(all.size(), "label"), "; ", data.origin,
         " has ", countText(data.source.fileRows, "row"), " and ",
         countText(samples.rows, "sample"));
  bool binary = std::all_of(all.begin(), all.end(),
                            [](const auto &l) { return kindOf(l) >= 0; });
  std::vector<std::string> labels;
  for (int64_t at = 0; at < samples.rows; ++at) {
    auto first = all.begin() + data.source.first + at * data.source.stride;
    auto one = std::find_if(first, first + data.source.window,
                            [](const auto &l) { return kindOf(l) == 1; });
    bool found = binary && one != first + data.source.window;
    labels.push_back(found ? *one : *first);
  }
  return labels;
}

std::vector<uint8_t>
aec::runtime::binaryLabels(const std::vector<std::string> &labels) {
  std::vector<uint8_t> result;
  int64_t counts[2] = {};
  for (const std::string &label : labels) {
    int kind = kindOf(label);
    if (kind < 0)
      return {};
    ++counts[kind];
    result.push_back(uint8_t(kind));
  }
  return counts[0] && counts[1] ? result : std::vector<uint8_t>();
}
