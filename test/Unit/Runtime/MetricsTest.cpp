//===- MetricsTest.cpp - Quantiles and rankings, with ties ----------------===//
//
// Expected values are the definitions written another way: counted pairs, and
// curves walked threshold by threshold.
//
//===----------------------------------------------------------------------===//
#include "Scoring/Metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace aec::runtime;

namespace {
struct Table {
  std::vector<double> scores;
  std::vector<uint8_t> labels;
};

/// Random scores of few values, so that many are equal.
Table randomTable(unsigned seed, int rows, int distinct) {
  std::mt19937 random(seed);
  Table table;
  for (int row = 0; row < rows; ++row) {
    table.labels.push_back(random() % 3 == 0);
    table.scores.push_back(double(random() % distinct + table.labels.back()));
  }
  return table;
}

/// Pairs counted one by one.
double pairs(const Table &table) {
  double won = 0, all = 0;
  for (size_t one = 0; one < table.labels.size(); ++one)
    for (size_t other = 0; other < table.labels.size(); ++other)
      if (table.labels[one] && !table.labels[other]) {
        double difference = table.scores[one] - table.scores[other];
        won += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
        ++all;
      }
  return won / all;
}

/// scikit-learn's sum of (R[n] - R[n - 1]) P[n], a threshold a distinct score.
double steps(const Table &table) {
  std::set<double, std::greater<>> thresholds(table.scores.begin(),
                                              table.scores.end());
  double sum = 0, earlier = 0;
  for (double threshold : thresholds) {
    double hits = 0, taken = 0, all = 0;
    for (size_t at = 0; at < table.labels.size(); ++at) {
      all += table.labels[at];
      taken += table.scores[at] >= threshold;
      hits += table.labels[at] && table.scores[at] >= threshold;
    }
    sum += (hits / all - earlier) * (hits / taken);
    earlier = hits / all;
  }
  return sum;
}
} // namespace

/// The values that numpy.quantile gives.
TEST(Metrics, QuantileFollowsTheLineBetweenNeighbours) {
  std::vector<double> values = {4, 1, 3, 2};
  EXPECT_EQ(quantile(values, 0), 1);
  EXPECT_EQ(quantile(values, 1), 4);
  EXPECT_DOUBLE_EQ(quantile(values, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile(values, 0.99), 3.97);
  EXPECT_DOUBLE_EQ(quantile(values, 0.1), 1.3);
  EXPECT_EQ(quantile({7}, 0.3), 7);
  EXPECT_EQ(quantile({2, 2, 2}, 0.4), 2);
}

TEST(Metrics, AgainstCountedPairsAndThresholds) {
  for (unsigned seed = 0; seed < 20; ++seed)
    for (int distinct : {2, 5, 1000}) {
      Table table = randomTable(seed, 60, distinct);
      EXPECT_NEAR(rocAuc(table.scores, table.labels), pairs(table), 1e-12);
      EXPECT_NEAR(averagePrecision(table.scores, table.labels), steps(table),
                  1e-12);
    }
}

/// scikit-learn's example in the documentation of both functions.
TEST(Metrics, KnownValues) {
  std::vector<double> scores = {0.1, 0.4, 0.35, 0.8};
  std::vector<uint8_t> labels = {0, 0, 1, 1};
  EXPECT_DOUBLE_EQ(rocAuc(scores, labels), 0.75);
  EXPECT_NEAR(averagePrecision(scores, labels), 0.8333333333333333, 1e-15);
}

TEST(Metrics, EqualScoresKnowNothing) {
  std::vector<double> scores(10, 1.0);
  std::vector<uint8_t> labels = {1, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  EXPECT_EQ(rocAuc(scores, labels), 0.5);
  EXPECT_DOUBLE_EQ(averagePrecision(scores, labels), 0.2);
}

TEST(Metrics, OneKindAlone) {
  EXPECT_TRUE(std::isnan(rocAuc({1, 2}, {0, 0})));
  EXPECT_TRUE(std::isnan(rocAuc({1, 2}, {1, 1})));
  EXPECT_TRUE(std::isnan(averagePrecision({1, 2}, {0, 0})));
}

/// A score of the threshold itself is no anomaly.
TEST(Metrics, DecisionIsAbove) {
  Decision found = decide({1, 2, 3, 4}, {0, 1, 0, 1}, 2);
  EXPECT_DOUBLE_EQ(found.precision, 0.5);
  EXPECT_DOUBLE_EQ(found.recall, 0.5);
  EXPECT_DOUBLE_EQ(found.f1, 0.5);
  found = decide({1, 2}, {0, 1}, 9);
  EXPECT_EQ(found.precision, 0);
  EXPECT_EQ(found.f1, 0);
}
