//===- Difference.cpp - When two targets agree
//-------------------------------===//
#include "Difference.h"
#include <algorithm>
#include <cmath>
#include <limits>

using namespace aec;

/// The largest finite value of either, 0 where there is none.
static double scaleOf(const Numbers &one, const Numbers &other) {
  double scale = 0;
  for (const Numbers *numbers : {&one, &other})
    for (double value : *numbers)
      if (std::isfinite(value))
        scale = std::max(scale, std::abs(value));
  return scale;
}

static double distance(double a, double b, double scale) {
  if (a == b || (std::isnan(a) && std::isnan(b)))
    return 0;
  if (!std::isfinite(a) || !std::isfinite(b))
    return std::numeric_limits<double>::infinity();
  return std::abs(a - b) / scale;
}

Difference aec::largestDifference(const Numbers &one, const Numbers &other,
                                  const std::vector<bool> &mask) {
  double scale = scaleOf(one, other);
  Difference largest;
  for (size_t at = 0; at < one.size(); ++at) {
    double found = distance(one[at], other[at], scale);
    if ((mask.empty() || mask[at]) && found > largest.relative)
      largest = {at, one[at], other[at], found};
  }
  return largest;
}

std::optional<Difference> aec::firstBeyond(double tolerance, const Numbers &one,
                                           const Numbers &other,
                                           const std::vector<bool> &mask) {
  double scale = scaleOf(one, other);
  for (size_t at = 0; at < one.size(); ++at) {
    double found = distance(one[at], other[at], scale);
    if ((mask.empty() || mask[at]) && found > tolerance)
      return Difference{at, one[at], other[at], found};
  }
  return std::nullopt;
}
