//===- QuartilesTest.cpp - Order statistics by counting digits
//-------------===//
//
// Against sorting, with gaps, equal values and both zeros.
//
//===----------------------------------------------------------------------===//
#include "Model/Quartiles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

using namespace aec::runtime;

/// Sorting gives the same; both zeros are one.
TEST(Quartiles, AreThoseOfSorting) {
  std::mt19937 random(3);
  ThreadPool pool(2);
  for (int64_t rows : {1, 2, 5, 1000}) {
    Dataset set;
    set.rows = rows;
    set.rowElements = 20;
    set.values = Buffer(rows * 80, "test");
    std::vector<std::vector<double>> columns(20);
    for (int64_t at = 0; at < rows * 20; ++at) {
      float value = random() % 4 ? float(int(random() % 2001) - 1000) / 64
                                 : float(int(random())) * 1e-30f;
      if (at % 20 == 7 && random() % 2)
        value = NAN;
      set.values.as<float>()[at] = value;
      if (!std::isnan(value))
        columns[at % 20].push_back(value);
    }
    std::vector<std::array<double, 3>> found = quartiles(set, pool);
    for (size_t column = 0; column < 20; ++column) {
      std::vector<double> &sorted = columns[column];
      std::sort(sorted.begin(), sorted.end());
      for (int quarter = 1; quarter <= 3; ++quarter) {
        double expected = 0;
        if (!sorted.empty()) {
          double place = 0.25 * quarter * double(sorted.size() - 1);
          auto low = size_t(place);
          size_t high = std::min(low + 1, sorted.size() - 1);
          expected = sorted[low] +
                     (sorted[high] - sorted[low]) * (place - double(low));
        }
        EXPECT_EQ(found[column][quarter - 1], expected);
      }
    }
  }
}
