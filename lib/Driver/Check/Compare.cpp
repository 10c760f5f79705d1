//===- Compare.cpp - When two gradients agree -----------------------------===//
//
// Richardson extrapolation of central differences: Press et al., Numerical
// Recipes, section 5.7. Two tests find kinks: differences of both widths agree
// at smooth points, but for a kink at the very middle, where they share the
// mean of two slopes; there the one-sided differences disagree.
//
//===----------------------------------------------------------------------===//
#include "Compare.h"
#include <algorithm>
#include <cfloat>
#include <cmath>
#include <numeric>

using namespace aec;

namespace {
/// What finite differences say of one entry.
struct Difference {
  double value = 0;
  /// The function is not smooth within the step: the value means nothing.
  bool kink = false;
  /// Error of the value that rounding alone can make.
  double noise = 0;
};
} // namespace

/// Error that rounding can make in a difference of losses of the size of
/// `middle`: a sum of n terms in f64 carries a few eps, not n, because errors
/// mostly cancel.
static double noiseOf(double middle, double h) {
  return 32 * DBL_EPSILON * std::abs(middle) / h;
}

/// Derivative of `loss` at offset 0, where it is `middle`. Evaluates at -h,
/// -h/2, h/2, h.
static Difference differentiate(const std::function<double(double)> &loss,
                                double middle, double scale, double h) {
  double right = loss(h), left = loss(-h);
  double rightHalf = loss(h / 2), leftHalf = loss(-h / 2);
  double wide = (right - left) / (2 * h), narrow = (rightHalf - leftHalf) / h;
  Difference result;
  result.value = (4 * narrow - wide) / 3;
  result.noise = noiseOf(middle, h);
  double size = std::max(
      {scale, std::abs(result.value), result.noise / kDifferenceTolerance});
  double oneSided =
      std::abs((rightHalf - middle) - (middle - leftHalf)) / (h / 2);
  // Smooth losses: h^2 f''' / 8 and h f'' / 2, with f'' and f''' up to a
  // hundred times the gradient.
  result.kink = std::abs(wide - narrow) > kDifferenceTolerance * size ||
                oneSided > 1e-2 * size;
  return result;
}

static double errorOf(double gradient, const Difference &difference,
                      double scale) {
  double size =
      std::max({std::abs(gradient), std::abs(difference.value), scale / 100,
                difference.noise / kDifferenceTolerance});
  double error = std::abs(gradient - difference.value);
  return size == 0 ? 0 : error / size;
}

/// The error of all entries from the slope along `direction`.
static std::optional<double>
directionError(const Numbers &gradient, const Numbers &direction, double middle,
               const std::function<double(double)> &loss, double scale) {
  double slope = 0, size = INFINITY;
  for (size_t at = 0; at < gradient.size(); ++at) {
    slope += gradient[at] * direction[at];
    size = std::min(size, std::abs(direction[at]) *
                              std::max(std::abs(gradient[at]), scale / 100));
  }
  auto tooNoisy = [&](double h) {
    return noiseOf(middle, h) > kDifferenceTolerance * scale;
  };
  // The widest only where it must be: it meets most kinks.
  for (double h : {1e-4, 1e-5, 1e-6, 1e-7}) {
    if (h < 1e-4 ? tooNoisy(h) : !tooNoisy(1e-5))
      continue;
    double error = std::abs((loss(h) - loss(-h)) / (2 * h) - slope);
    double least = std::max(size, noiseOf(middle, h) / kDifferenceTolerance);
    if (error <= kDifferenceTolerance * least)
      return least == 0 ? 0 : error / least;
  }
  return std::nullopt;
}

std::optional<double>
aec::groupError(const Numbers &gradient, uint64_t seed, double middle,
                const std::function<double(const Numbers &, double)> &loss,
                double scale) {
  double worst = 0;
  for (uint64_t number = 0; number < (gradient.size() > 1 ? 2 : 1); ++number) {
    Numbers direction = drawDirection(gradient.size(), seed + number);
    std::optional<double> error = directionError(
        gradient, direction, middle,
        [&](double step) { return loss(direction, step); }, scale);
    if (!error)
      return std::nullopt;
    worst = std::max(worst, *error);
  }
  return worst;
}

std::optional<double>
aec::differenceError(double gradient, double middle,
                     const std::function<double(double)> &loss, double scale) {
  std::optional<double> least;
  for (double h : {1e-4, 3e-5, 1e-5, 3e-6, 1e-6}) {
    Difference difference = differentiate(loss, middle, scale, h);
    // Rounding of a smaller step must not hide what the tolerance is for.
    if (h < 1e-4 && difference.noise > kDifferenceTolerance * scale)
      break;
    if (difference.kink)
      continue;
    double error = errorOf(gradient, difference, scale);
    least = least ? std::min(*least, error) : error;
    // Not `>`: NaN is no agreement.
    if (*least <= kDifferenceTolerance)
      break;
  }
  return least;
}

double aec::largest(const Numbers &values) {
  double result = 0;
  for (double value : values)
    result = std::isnan(value) ? INFINITY : std::max(result, std::abs(value));
  return result;
}

static double ratio(double error, double size) {
  if (std::isnan(error) || !std::isfinite(size))
    return INFINITY;
  return error == 0 ? 0 : error / std::max(size, DBL_MIN);
}

double aec::relativeError(const Numbers &a, const Numbers &b) {
  double error = 0;
  for (size_t at = 0; at < a.size(); ++at)
    error =
        std::isnan(a[at]) ? INFINITY : std::max(error, std::abs(a[at] - b[at]));
  return ratio(error, largest(b));
}

double aec::updateError(const Numbers &a, const Numbers &b,
                        const Numbers &before, const std::vector<bool> &mask) {
  double error = 0, size = 0;
  for (size_t at = 0; at < a.size(); ++at) {
    size = std::max(size, std::abs(b[at] - before[at]));
    if (!mask.empty() && !mask[at])
      continue;
    double off = std::abs(a[at] - b[at]) - FLT_EPSILON * std::abs(before[at]);
    error = std::isnan(off) ? INFINITY : std::max(error, off);
  }
  return ratio(error, size);
}

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
/// generators", OOPSLA 2014).
static uint64_t mix(uint64_t value) {
  value += 0x9e3779b97f4a7c15u;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

Numbers aec::drawDirection(int64_t size, uint64_t seed) {
  Numbers result;
  for (int64_t at = 0; at < size; ++at) {
    double value = uniform(~seed, at) - 0.5;
    result.push_back(value < 0 ? value - 0.5 : value + 0.5);
  }
  return result;
}

double aec::uniform(uint64_t seed, uint64_t index) {
  return double(mix(mix(seed) + index) >> 11) * 0x1p-53;
}

std::vector<int64_t> aec::drawEntries(int64_t size, int64_t count,
                                      uint64_t seed) {
  std::vector<int64_t> order(size);
  std::iota(order.begin(), order.end(), 0);
  int64_t wanted = std::min(size, count);
  for (int64_t at = 0; at < wanted; ++at) {
    int64_t other = at + int64_t(uniform(seed, at) * double(size - at));
    std::swap(order[at], order[other]);
  }
  order.resize(wanted);
  return order;
}
