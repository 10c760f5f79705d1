//===- Metrics.cpp - Quantiles, ROC, precision and recall -----------------===//
//
// Both curves are walked over the distinct scores from the highest down.
//
//===----------------------------------------------------------------------===//
#include "Metrics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

using namespace aec::runtime;

double aec::runtime::quantile(std::vector<double> values, double q) {
  double place = q * double(values.size() - 1);
  auto below = size_t(place);
  size_t above = std::min(below + 1, values.size() - 1);
  std::nth_element(values.begin(), values.begin() + below, values.end());
  double low = values[below];
  double high = low;
  if (above > below)
    high = *std::min_element(values.begin() + above, values.end());
  double share = place - double(below);
  // NumPy's: exact at both ends.
  return share < 0.5 ? low + (high - low) * share
                     : high - (high - low) * (1 - share);
}

/// Calls fn(ones, zeros) for each distinct score from the highest, with how
/// many labels of each kind have it.
static void walk(const std::vector<double> &scores,
                 const std::vector<uint8_t> &labels,
                 const std::function<void(double, double)> &fn) {
  std::vector<std::pair<double, bool>> pairs;
  for (size_t at = 0; at < scores.size(); ++at)
    pairs.emplace_back(scores[at], labels[at] != 0);
  std::sort(pairs.begin(), pairs.end(),
            [](const auto &l, const auto &r) { return l.first > r.first; });
  for (size_t at = 0; at < pairs.size();) {
    double counts[2] = {}, score = pairs[at].first;
    for (; at < pairs.size() && pairs[at].first == score; ++at)
      ++counts[pairs[at].second];
    fn(counts[1], counts[0]);
  }
}

static double count(const std::vector<uint8_t> &labels) {
  return double(labels.size() -
                std::count(labels.begin(), labels.end(), uint8_t(0)));
}

double aec::runtime::rocAuc(const std::vector<double> &scores,
                            const std::vector<uint8_t> &labels) {
  double all = count(labels), others = double(labels.size()) - all;
  double above = 0, pairs = 0;
  walk(scores, labels, [&](double ones, double zeros) {
    pairs += zeros * (above + ones / 2);
    above += ones;
  });
  return all > 0 && others > 0 ? pairs / (all * others)
                               : std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::pair<double, double>>
aec::runtime::rocCurve(const std::vector<double> &scores,
                       const std::vector<uint8_t> &labels) {
  double all = count(labels), others = double(labels.size()) - all;
  if (all == 0 || others == 0)
    return {};
  double ones = 0, zeros = 0;
  std::vector<std::pair<double, double>> points = {{0, 0}};
  walk(scores, labels, [&](double moreOnes, double moreZeros) {
    ones += moreOnes;
    zeros += moreZeros;
    points.emplace_back(zeros / others, ones / all);
  });
  return points;
}

double aec::runtime::averagePrecision(const std::vector<double> &scores,
                                      const std::vector<uint8_t> &labels) {
  double all = count(labels), found = 0, taken = 0, sum = 0;
  walk(scores, labels, [&](double ones, double zeros) {
    found += ones;
    taken += ones + zeros;
    sum += found / taken * ones;
  });
  return all > 0 ? sum / all : std::numeric_limits<double>::quiet_NaN();
}

Decision aec::runtime::decide(const std::vector<double> &scores,
                              const std::vector<uint8_t> &labels,
                              double threshold) {
  double hits = 0, taken = 0, all = count(labels);
  for (size_t at = 0; at < scores.size(); ++at)
    if (scores[at] > threshold) {
      ++taken;
      hits += labels[at] != 0;
    }
  Decision result;
  result.precision = taken > 0 ? hits / taken : 0;
  result.recall = all > 0 ? hits / all : 0;
  result.f1 = taken + all > 0 ? 2 * hits / (taken + all) : 0;
  return result;
}
