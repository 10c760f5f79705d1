//===- Values.h - Numbers on the file's own grid --------------------------===//
//
// A file's numbers lie on a grid where all have so many digits behind the
// point, as integers and most tables do. On it corrections are exact integers,
// so that an error of 0 can be asked for; without one only distances can.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMPRESSION_VALUES_H
#define AEC_LIB_RUNTIME_COMPRESSION_VALUES_H

#include "../Data/Array.h"

namespace aec::runtime {

/// The digits behind the point (0 to 9, of f32 to 6) that all values of `array` have; -1
/// where some have more.
int commonDecimals(const Array &array);

/// Element `at` of an array's bytes.
double valueAt(ElementType type, const uint8_t *bytes, int64_t at);

/// Numbers of one file: from a model's real numbers to its own.
class ValueGrid {
public:
  ValueGrid(ElementType type, int decimals, double maxError);

  /// The nearest value that the file could hold.
  double nearest(double value) const;
  /// Spacings from `guess` to `value`; throws Error, `place` first, where there
  /// are too many.
  int64_t spacings(double guess, double value, const char *place) const;
  /// `guess` and so many spacings.
  double moved(double guess, int64_t spacings) const;
  void store(double value, uint8_t *bytes, int64_t at) const;

private:
  int64_t units(double value) const;

  ElementType type;
  int decimals;
  /// 10^decimals.
  double factor = 1;
  /// Of a grid, in its units; else in the file's.
  int64_t unitSpacing = 1;
  double spacing = 0;
  /// The type's limits.
  double low, high;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMPRESSION_VALUES_H
