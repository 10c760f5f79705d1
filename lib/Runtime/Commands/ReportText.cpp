//===- ReportText.cpp - Reconstructions that are classes ------------------===//
//
// Text and other sequences of classes have no squared error: what counts is how
// many places have the right class, against always saying the most frequent.
//
//===----------------------------------------------------------------------===//
#include "ReportBuilder.h"

#include "../Error.h"
#include "../Logs/Console.h"

#include <algorithm>
#include <map>

using namespace aec::runtime;

using Classes = std::vector<int64_t>;

/// Class ids of `count` integers.
static Classes integersOf(const void *values, int64_t dtype, int64_t count) {
  Classes classes;
  for (int64_t at = 0; at < count; ++at)
    classes.push_back(
        dtype == AEC_I64   ? static_cast<const int64_t *>(values)[at]
        : dtype == AEC_I32 ? static_cast<const int32_t *>(values)[at]
                           : static_cast<const uint8_t *>(values)[at]);
  return classes;
}

/// The largest of each `width` numbers.
static Classes largestOf(const std::vector<double> &values, int64_t width) {
  Classes classes;
  for (auto at = values.begin(); at != values.end(); at += width)
    classes.push_back(std::max_element(at, at + width) - at);
  return classes;
}

/// Rows of bytes as lines.
static std::string linesOf(const Classes &classes, int64_t width, int64_t row) {
  std::string line;
  for (int64_t at = row * width; at < (row + 1) * width; ++at)
    line += classes[at] >= 32 && classes[at] < 127 ? char(classes[at]) : ' ';
  return line;
}

static double shareOf(const Classes &lhs, const Classes &rhs) {
  double equal = 0;
  for (size_t at = 0; at < lhs.size(); ++at)
    equal += lhs[at] == rhs[at];
  return equal / double(lhs.size());
}

/// The share of the most frequent class.
static double mostFrequent(const Classes &classes) {
  std::map<int64_t, double> counts;
  double most = 0;
  for (int64_t value : classes)
    most = std::max(most, ++counts[value]);
  return most / double(classes.size());
}

ReportBuilder::Pair
ReportBuilder::reconstructedClasses(const aec_entry &entry) const {
  for (const auto &[input, set] : run.samples.sets)
    for (int64_t at = 0; at < entry.output_count; ++at) {
      const aec_tensor &result = entry.outputs[at];
      bool scores = isFloat(result.dtype) && result.rank == 3 &&
                    result.dims[1] == set.rowElements && result.dims[2] > 1;
      bool classes =
          !isFloat(result.dtype) && sampleElements(result) == set.rowElements;
      if (!isFloat(set.dtype) && set.rowElements > 1 && (scores || classes))
        return {at, input};
    }
  return {};
}

void ReportBuilder::showClasses(const Pair &pair) {
  const Dataset &data = run.samples.sets.at(pair.input);
  const aec_tensor &result = reconstruct->outputs[pair.output];
  int64_t count = data.rows * data.rowElements;
  Classes x = integersOf(data.values.data(), data.dtype, count);
  std::vector<Buffer> results = run.results(*reconstruct);
  const void *values = results[pair.output].data();
  Classes y =
      isFloat(result.dtype)
          ? largestOf(asDoubles(values, result.dtype, count * result.dims[2]),
                      result.dims[2])
          : integersOf(values, result.dtype, count);
  double right = shareOf(x, y), base = mostFrequent(x);
  auto percent = [](double share) { return shortNumber(100 * share) + "%"; };
  page.table({{"", "places with the right class"},
              {"this model", percent(right)},
              {"always the most frequent class", percent(base)}});
  add(judgeClasses(right, base));
  if (data.source.format != "text")
    return;
  std::string lines;
  for (int64_t row = 0; row < std::min<int64_t>(12, data.rows); ++row)
    lines += linesOf(x, data.rowElements, row) + " | " +
             linesOf(y, data.rowElements, row) + "\n";
  page.block(lines);
  page.paragraph("The first samples, beside their reconstructions.");
}
