//===- Difference.h - When two targets agree
//---------------------------------===//
//
// The numerics of `aec verify` on plain data.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_VERIFY_DIFFERENCE_H
#define AEC_LIB_DRIVER_VERIFY_DIFFERENCE_H

#include "../Check/LoadedModel.h"
#include <optional>

namespace aec {

/// Half a unit in the last place of f32 on each of two sides, relative.
constexpr double kRounding = 1.1920929e-07;

/// An element of two results.
struct Difference {
  size_t index = 0;
  double one = 0, other = 0;
  /// |one - other| relative to the largest value of either result.
  double relative = 0;
};

/// The largest difference of two lists of the same length, among elements with
/// `mask` set (all where it is empty). Values that are no number in one of them
/// alone are infinitely far apart.
Difference largestDifference(const Numbers &one, const Numbers &other,
                             const std::vector<bool> &mask = {});

/// The first element that is more than `tolerance` apart, so measured.
std::optional<Difference> firstBeyond(double tolerance, const Numbers &one,
                                      const Numbers &other,
                                      const std::vector<bool> &mask = {});

} // namespace aec

#endif // AEC_LIB_DRIVER_VERIFY_DIFFERENCE_H
