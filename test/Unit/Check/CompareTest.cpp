//===- CompareTest.cpp - Groups of entries against a function's slopes ----===//
#include "lib/Driver/Check/Compare.h"
#include <gtest/gtest.h>

using namespace aec;

namespace {
constexpr uint64_t kSeed = 7;
const Numbers kGradient = {1.0, -0.5, 0.25, 2.0, -1.5, 0.75, 1.25, -2.0};

/// 1 + sum g w + w^2 / 2 at w = step * direction: its gradient at 0 is g.
double loss(const Numbers &direction, double step) {
  double result = 1;
  for (size_t at = 0; at < kGradient.size(); ++at) {
    double w = step * direction[at];
    result += kGradient[at] * w + w * w / 2;
  }
  return result;
}

std::optional<double> errorOf(const Numbers &gradient) {
  return groupError(gradient, kSeed, 1.0, loss, largest(gradient));
}
} // namespace

TEST(GroupError, TellsThatAllAreRight) {
  std::optional<double> error = errorOf(kGradient);
  ASSERT_TRUE(error);
  EXPECT_LE(*error, kDifferenceTolerance);
}

TEST(GroupError, DoesNotTellWhereOneIsWrong) {
  for (size_t at = 0; at < kGradient.size(); ++at) {
    Numbers wrong = kGradient;
    wrong[at] *= 1.001;
    EXPECT_FALSE(errorOf(wrong)) << at;
  }
}

// Two errors whose sum along the first direction is 0: one direction passes
// them.
TEST(GroupError, DoesNotTellWhereErrorsCancelAlongOneDirection) {
  Numbers first = drawDirection(kGradient.size(), kSeed), wrong = kGradient;
  wrong[2] += 0.1 * first[5];
  wrong[5] -= 0.1 * first[2];
  double slope = 0;
  for (size_t at = 0; at < kGradient.size(); ++at)
    slope += (wrong[at] - kGradient[at]) * first[at];
  ASSERT_NEAR(slope, 0, 1e-15);
  EXPECT_FALSE(errorOf(wrong));
}
