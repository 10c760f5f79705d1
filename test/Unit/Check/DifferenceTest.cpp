//===- DifferenceTest.cpp - When two targets agree -------------------------===//
#include "Verify/Difference.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace aec;

TEST(Difference, IsRelativeToTheLargestValueOfEither) {
  Difference found = largestDifference({1, 2, -10}, {1, 3, -8});
  EXPECT_EQ(found.index, 2u);
  EXPECT_DOUBLE_EQ(found.relative, 0.2);
  EXPECT_EQ(found.one, -10);
  EXPECT_EQ(found.other, -8);
  EXPECT_EQ(largestDifference({0, 0}, {0, 0}).relative, 0);
}

TEST(Difference, TheFirstBeyondATolerance) {
  Numbers one = {1, 2, 10}, other = {1.5, 3, 10};
  EXPECT_EQ(firstBeyond(0.04, one, other)->index, 0u);
  EXPECT_EQ(firstBeyond(0.06, one, other)->index, 1u);
  EXPECT_FALSE(firstBeyond(0.1, one, other));
  EXPECT_EQ(firstBeyond(0.04, one, other, {false, true, true})->index, 1u);
}

TEST(Difference, WhatIsNoNumberDiffersUnlessBothAreNone) {
  EXPECT_FALSE(firstBeyond(0, {NAN, INFINITY}, {NAN, INFINITY}));
  EXPECT_TRUE(std::isinf(firstBeyond(1, {NAN, 1}, {2, 1})->relative));
  EXPECT_TRUE(std::isinf(largestDifference({1}, {-INFINITY}).relative));
}
