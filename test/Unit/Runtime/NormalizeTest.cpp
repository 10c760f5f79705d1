//===- NormalizeTest.cpp - Fitted statistics ------------------------------===//
//
// Against values worked out by hand.
//
//===----------------------------------------------------------------------===//
#include "Model/Normalize.h"
#include "FakeModel.h"
#include "Testing.h"

#include <cmath>
#include <limits>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Normalize : public ::testing::Test {
protected:
  /// Sixteen columns; the first holds `column`, the others zero.
  Dataset dataOf(std::vector<float> column) {
    Dataset set;
    set.origin = "a.csv";
    set.rows = int64_t(column.size());
    set.rowElements = 16;
    set.values = Buffer(set.rows * 64, "test");
    for (size_t row = 0; row < column.size(); ++row)
      set.values.as<float>()[row * 16] = column[row];
    return set;
  }
  std::pair<double, double> fit(int64_t method, std::vector<float> column) {
    aec_normalizer normalizer = fakeNormalized.normalizers[0];
    normalizer.method = method;
    warning = fitNormalizer(normalizer, dataOf(column), states, pool);
    return {states.get(16, 0), states.get(17, 0)};
  }

  ThreadPool pool{2};
  States states{fakeNormalized};
  std::string warning;
};
} // namespace

TEST_F(Normalize, Standardize) {
  auto [offset, scale] = fit(AEC_STANDARDIZE, {1, 2, 3, 6});
  EXPECT_EQ(offset, 3);
  EXPECT_FLOAT_EQ(scale, 1 / std::sqrt(14.0 / 4));
}

TEST_F(Normalize, Minmax) {
  auto [offset, scale] = fit(AEC_MINMAX, {-1, 2, 3});
  EXPECT_EQ(offset, -1);
  EXPECT_EQ(scale, 0.25);
}

/// numpy.quantile([1, 2, 3, 4, 10], [.25, .5, .75]) is [2, 3, 4].
TEST_F(Normalize, Robust) {
  auto [offset, scale] = fit(AEC_ROBUST, {10, 1, 3, 2, 4});
  EXPECT_EQ(offset, 3);
  EXPECT_EQ(scale, 0.5);
}

TEST_F(Normalize, IgnoresNan) {
  auto [offset, scale] =
      fit(AEC_MINMAX, {std::numeric_limits<float>::quiet_NaN(), 1, 3});
  EXPECT_EQ(offset, 1);
  EXPECT_EQ(scale, 0.5);
}

/// 0.1 has no exact mean; equal values are found by comparing, not by variance.
TEST_F(Normalize, ConstantColumnsMapToZero) {
  auto [offset, scale] = fit(AEC_STANDARDIZE, std::vector<float>(7, 0.1f));
  EXPECT_EQ(offset, double(0.1f));
  EXPECT_EQ(scale, 0);
  EXPECT_EQ(warning, "a.csv: no spread in columns 1, 2, 3, 4, 5 and 11 more; "
                     "mapped to 0");
  Dataset data = dataOf({0.1f, 5});
  normalize(data, 0, states, pool);
  EXPECT_EQ(data.values.as<float>()[0], 0);
  EXPECT_EQ(data.values.as<float>()[16], 0);
}

TEST_F(Normalize, WarningNamesColumns) {
  aec_normalizer normalizer = fakeNormalized.normalizers[0];
  Dataset data = dataOf({1, 1});
  for (int64_t at = 1; at < 16; ++at)
    data.values.as<float>()[at] = 1;
  for (int64_t at = 0; at < 16; ++at)
    data.columns.push_back("c" + std::to_string(at));
  EXPECT_EQ(fitNormalizer(normalizer, data, states, pool),
            "a.csv: no spread in column 1 (\"c0\"); mapped to 0");
}

TEST_F(Normalize, InverseRestores) {
  fit(AEC_STANDARDIZE, {1, 2, 3, 6});
  Dataset data = dataOf({1, 7});
  normalize(data, 0, states, pool);
  EXPECT_FLOAT_EQ(data.values.as<float>()[0],
                  float((1 - 3) / std::sqrt(14.0 / 4)));
  denormalize(data.values.data(), AEC_F32, 2, 0, states, pool);
  EXPECT_FLOAT_EQ(data.values.as<float>()[0], 1);
  EXPECT_FLOAT_EQ(data.values.as<float>()[16], 7);
}
