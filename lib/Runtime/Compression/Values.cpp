//===- Values.cpp - Numbers on the file's own grid ------------------------===//
#include "Values.h"

#include "Corrections.h"

#include "../Error.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace aec::runtime;

/// Units that a double holds exactly.
static constexpr double kMostUnits = 9007199254740992.0; // 2^53

static double powerOfTen(int exponent) {
  double power = 1;
  for (int at = 0; at < exponent; ++at)
    power *= 10;
  return power;
}

/// Whether `value` is what its nearest multiple of 1 / factor reads as.
template <typename T> static bool isOnGrid(T value, double factor) {
  double units = double(value) * factor;
  return std::fabs(units) < kMostUnits &&
         T(std::nearbyint(units) / factor) == value;
}

int aec::runtime::commonDecimals(const Array &array) {
  if (isInteger(array.type))
    return 0;
  // With more digits f32 tells its neighbours apart: everything would be.
  int most = array.type == ElementType::F32 ? 6 : 9;
  int64_t count = int64_t(array.bytes.size()) / elementBytes(array.type);
  int decimals = 0;
  visitValues(array, [&](const auto *values) {
    for (int64_t at = 0; at < count && decimals <= most; ++at)
      while (decimals <= most && !isOnGrid(values[at], powerOfTen(decimals)))
        ++decimals;
  });
  return decimals <= most ? decimals : -1;
}

/// Calls fn with a null pointer of the type.
template <typename Fn> static void visitType(ElementType type, Fn &&fn) {
  Array typed;
  typed.type = type;
  visitValues(typed, fn);
}

double aec::runtime::valueAt(ElementType type, const uint8_t *bytes,
                             int64_t at) {
  double value = 0;
  visitType(type, [&](const auto *kind) {
    value = double(reinterpret_cast<decltype(kind)>(bytes)[at]);
  });
  return value;
}

ValueGrid::ValueGrid(ElementType type, int decimals, double maxError)
    : type(type), decimals(decimals) {
  low = -std::numeric_limits<double>::max();
  high = -low;
  visitType(type, [&](const auto *kind) {
    using T = std::decay_t<decltype(*kind)>;
    low = double(std::numeric_limits<T>::lowest());
    high = double(std::numeric_limits<T>::max());
  });
  if (type == ElementType::Bool)
    high = 1;
  if (decimals < 0) {
    // A hair less: results are rounded to their type.
    spacing = 2 * maxError * (1 - 1.0 / (1 << 20));
    return;
  }
  factor = powerOfTen(decimals);
  low = std::max(low, -kMostUnits / factor);
  high = std::min(high, kMostUnits / factor);
  // As digits are written: 0.3 with one decimal is 3 units, not 2.9999.
  double whole = std::floor(maxError * factor * (1 + 1e-12));
  unitSpacing = 2 * int64_t(std::min(whole, double(1 << 30))) + 1;
}

int64_t ValueGrid::units(double value) const {
  return int64_t(std::nearbyint(value * factor));
}

double ValueGrid::nearest(double value) const {
  if (std::isnan(value))
    value = 0;
  value = std::clamp(value, low, high);
  return decimals < 0 ? value : double(units(value)) / factor;
}

int64_t ValueGrid::spacings(double guess, double value,
                            const char *place) const {
  if (value < low || value > high)
    fail(place, ": ", value,
         " has more digits than are kept; at most 2^53 "
         "units of its last digit are");
  double apart =
      decimals < 0 ? (value - guess) / spacing
                   : double(units(value) - units(guess)) / double(unitSpacing);
  if (!(std::fabs(apart) < double(kLargestCorrection)))
    fail(place, ": the model's ", guess, " for ", value,
         " is too far off to be corrected; allow a larger --max-error");
  return int64_t(std::nearbyint(apart));
}

double ValueGrid::moved(double guess, int64_t spacings) const {
  if (decimals < 0)
    return std::clamp(guess + double(spacings) * spacing, low, high);
  // Exact below 2^53; what is larger is no file's, and cut.
  double moved = double(units(guess)) + double(spacings) * double(unitSpacing);
  return std::clamp(moved / factor, low, high);
}

void ValueGrid::store(double value, uint8_t *bytes, int64_t at) const {
  visitType(type, [&](const auto *kind) {
    using T = std::decay_t<decltype(*kind)>;
    reinterpret_cast<T *>(bytes)[at] = T(value);
  });
}
