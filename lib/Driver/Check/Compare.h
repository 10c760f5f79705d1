//===- Compare.h - When two gradients agree -------------------------------===//
//
// The numerics of `aec check` on plain data: finite differences with a test for
// kinks, errors relative to what matters, and the tolerances with their
// reasons.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_CHECK_COMPARE_H
#define AEC_LIB_DRIVER_CHECK_COMPARE_H

#include "LoadedModel.h"
#include <functional>
#include <optional>

namespace aec {

/// f64 finite differences, relative. The widest step h = 1e-4 leaves, after
/// Richardson extrapolation, a truncation error of h^4 f''''' / 30, below
/// 1e-16 f''''', and a rounding error of about eps f / h = 2e-12 f: a gradient
/// of 1e-6 f is known to 2e-6. A dropped term or factor moves some entry by far
/// more.
constexpr double kDifferenceTolerance = 1e-5;

/// f32 against f64, relative to the largest entry of the tensor: a sum of K
/// products is off by K eps / 2 at worst and sqrt(K) eps typically; K = 1024
/// gives 6e-5 and 2e-6. Polynomials for exp and tanh add a few eps.
constexpr double kPrecisionTolerance = 1e-4;

/// Updates of one step, f32 against f64, relative to the largest one. Ten times
/// the above: optimizers divide by a root of squares, and entries are compared
/// down to a hundredth of the largest gradient.
constexpr double kStepTolerance = 1e-3;

/// An f64 gradient that is this small beside the objective's largest is 0 but
/// for rounding, which leaves about 1e-16; one that is really there and as
/// small is lost in f32, where rounding leaves 1e-7.
constexpr double kVanishing = 1e-12;

/// The error of one entry: |gradient - difference| relative to the larger one;
/// entries below a hundredth of `scale`, the largest gradient of the tensor,
/// count relative to that, and rounding noise is allowed for. `loss`: of an
/// offset of the entry, `middle` where that is 0. None where it is not smooth
/// within any step.
///
/// Steps shrink, as long as rounding lets the difference be told, until
/// gradient and difference agree: behind a convolution one entry moves
/// thousands of units, of which some are within 1e-4 of their kinks. What is
/// smooth but wrong stays wrong at every step.
std::optional<double> differenceError(double gradient, double middle,
                                      const std::function<double(double)> &loss,
                                      double scale);

/// The error of several entries at once, from the slopes along two directions
/// that `seed` draws, or of a single one; `loss`: of a step along a direction,
/// `middle` where that is 0. Relative to the least of them, so that no entry
/// passes here that would not alone, but where errors cancel along both: of
/// errors e times the tolerance that happens once in about e^2 draws. None
/// where this does not tell: an entry is wrong, or a kink is near.
std::optional<double> groupError(
    const Numbers &gradient, uint64_t seed, double middle,
    const std::function<double(const Numbers &direction, double step)> &loss,
    double scale);

/// Largest |value|.
double largest(const Numbers &values);

/// Largest |a - b| over the largest |b|; 0 where both are 0.
double relativeError(const Numbers &a, const Numbers &b);

/// The same of the updates a - before and b - before, over entries with `mask`
/// set (all where it is empty). Half a unit in the last place of f32 of
/// `before` is not an error.
double updateError(const Numbers &a, const Numbers &b, const Numbers &before,
                   const std::vector<bool> &mask);

/// `count` distinct numbers below `size`, or all of them; the same for the same
/// seed on every machine.
std::vector<int64_t> drawEntries(int64_t size, int64_t count, uint64_t seed);

/// Numbers with a size between 1/2 and 1 and any sign, drawn as above.
Numbers drawDirection(int64_t size, uint64_t seed);

/// Uniform in [0, 1), a function of `seed` and `index` alone.
double uniform(uint64_t seed, uint64_t index);

} // namespace aec

#endif // AEC_LIB_DRIVER_CHECK_COMPARE_H
