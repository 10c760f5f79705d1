//===- PrincipalComponentsTest.cpp - Against what is known ----------------===//
//
// Data made of chosen axes has them as components; what is left out is exact.
//
//===----------------------------------------------------------------------===//
#include "Plots/PrincipalComponents.h"
#include "Testing.h"

#include <cmath>

using namespace aec::runtime;

/// rows of a * (0.6, 0.8, 0) + b * (-0.8, 0.6, 0) + c * (0, 0, 1) + (1, 2, 3).
static Matrix made(int64_t rows, double a, double b, double c) {
  Matrix data{rows, 3, {}};
  for (int64_t row = 0; row < rows; ++row) {
    double s = a * std::sin(0.7 * double(row)),
           t = b * std::cos(1.9 * double(row)),
           u = c * std::sin(2.3 * double(row) + 1);
    data.values.insert(data.values.end(),
                       {1 + 0.6 * s - 0.8 * t, 2 + 0.8 * s + 0.6 * t, 3 + u});
  }
  return data;
}

TEST(PrincipalComponentsTest, FindsTheAxes) {
  ThreadPool pool(2);
  Components found = principalComponents(made(2000, 5, 1, 0.1), 2, pool);
  EXPECT_NEAR(found.mean[2], 3, 1e-3);
  EXPECT_NEAR(found.axes.row(0)[0], 0.6, 0.01);
  EXPECT_NEAR(found.axes.row(0)[1], 0.8, 0.01);
  EXPECT_NEAR(found.axes.row(1)[0], 0.8, 0.01); // the largest is positive
  EXPECT_NEAR(found.axes.row(1)[1], -0.6, 0.01);
  EXPECT_NEAR(found.variance[0], 12.5, 0.1); // a sine's: a^2 / 2
  EXPECT_NEAR(found.variance[1], 0.5, 0.01);
}

TEST(PrincipalComponentsTest, TheSameOnAnyNumberOfThreads) {
  ThreadPool one(1), three(3);
  Matrix data = made(500, 3, 2, 1);
  EXPECT_EQ(principalComponents(data, 2, one).axes.values,
            principalComponents(data, 2, three).axes.values);
}

TEST(PrincipalComponentsTest, FewRowsColumnsAndNoSpread) {
  ThreadPool pool(1);
  EXPECT_EQ(principalComponents(made(50, 3, 2, 1), 9, pool).axes.rows, 3);
  EXPECT_EQ(principalComponents(made(2, 3, 2, 1), 3, pool).axes.rows, 2);
  Components flat = principalComponents(made(20, 0, 0, 0), 2, pool);
  EXPECT_NEAR(flat.variance[0], 0, 1e-20);
  EXPECT_TRUE(std::isfinite(flat.project(made(20, 1, 1, 1)).values[5]));
}

/// Variance off the component is its error; the mean's is all of it.
TEST(PrincipalComponentsTest, Baselines) {
  ThreadPool pool(2);
  Baselines found = baselinesOf(made(2000, 5, 1, 0.1), 1, pool);
  EXPECT_NEAR(found.mean, (12.5 + 0.5 + 0.005) / 3, 0.05);
  EXPECT_NEAR(found.pca, (0.5 + 0.005) / 3, 0.005);
  EXPECT_TRUE(std::isnan(baselinesOf(made(200, 5, 1, 0.1), 0, pool).pca));
  // What is not observed is left out of both.
  Matrix holes = made(2000, 5, 1, 0.1);
  for (size_t at = 0; at < holes.values.size(); at += 7)
    holes.values[at] = NAN;
  EXPECT_NEAR(baselinesOf(holes, 1, pool).mean, 4.33, 0.1);
}
