//===- BatchLine.h - Bytes as a function of the batch, to compare -*- C++ -*-//
//
// Private to lib/Analysis. BatchBytes in the form the search works in: of two
// linear functions one is never above the other exactly when it is not above at
// the smallest capacity and not steeper, so that order and maximum become
// componentwise.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_ANALYSIS_BATCHLINE_H
#define AEC_LIB_ANALYSIS_BATCHLINE_H

#include "aec/Analysis/MemoryPlan.h"

#include <algorithm>

namespace aec {

/// A linear function of the batch by its value at the smallest capacity and
/// its slope; below and join are then componentwise.
struct Line {
  int64_t smallest = 0;
  int64_t slope = 0;

  bool below(const Line &other) const {
    return smallest <= other.smallest && slope <= other.slope;
  }
  bool operator==(const Line &other) const {
    return smallest == other.smallest && slope == other.slope;
  }
  Line operator+(const Line &other) const {
    return {smallest + other.smallest, slope + other.slope};
  }
  int64_t at(int64_t capacity) const {
    return smallest + slope * (capacity - batchGranule);
  }
};

inline Line join(const Line &lhs, const Line &rhs) {
  return {std::max(lhs.smallest, rhs.smallest), std::max(lhs.slope, rhs.slope)};
}

} // namespace aec

#endif // AEC_LIB_ANALYSIS_BATCHLINE_H
