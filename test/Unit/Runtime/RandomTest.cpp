//===- RandomTest.cpp - Known answers, and Python's answers ---------------===//
//
// Philox against the vectors published with Random123; shuffle and initial
// weights against an implementation in Python that shares no code.
//
//===----------------------------------------------------------------------===//
#include "Support/Random.h"
#include "FakeModel.h"
#include "Model/State.h"
#include "Testing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace aec::runtime;
using namespace aec::runtime::testing;

TEST(Random, PhiloxKnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
            (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                   {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Random, Fnv1aKnownAnswers) {
  EXPECT_EQ(fnv1a(""), 0xcbf29ce484222325u);
  EXPECT_EQ(fnv1a("foobar"), 0x85944171f73967e8u);
}

TEST(Random, PermutationIsOne) {
  std::vector<int64_t> order;
  for (int64_t count : {0, 1, 2, 1000}) {
    permutation(count, 3, 1, order);
    std::sort(order.begin(), order.end());
    for (int64_t at = 0; at < count; ++at)
      EXPECT_EQ(order[at], at);
  }
}

TEST(Random, PermutationDependsOnSeedAndEpoch) {
  std::vector<int64_t> first, second, third, again;
  permutation(50, 0, 1, first);
  permutation(50, 0, 2, second);
  permutation(50, 1, 1, third);
  permutation(50, 0, 1, again);
  EXPECT_NE(first, second);
  EXPECT_NE(first, third);
  EXPECT_EQ(first, again);
}

/// Every position is equally likely for the first row.
TEST(Random, PermutationIsUniform) {
  std::vector<int> hits(5, 0);
  std::vector<int64_t> order;
  for (int64_t epoch = 1; epoch <= 5000; ++epoch) {
    permutation(5, 0, epoch, order);
    ++hits[std::find(order.begin(), order.end(), 0) - order.begin()];
  }
  // Five standard deviations of a binomial with p = 1/5.
  for (int count : hits)
    EXPECT_NEAR(count, 1000, 5 * std::sqrt(5000 * 0.2 * 0.8));
}

/// The numbers Python prints; empty without Python.
static std::vector<double> python(const std::string &arguments) {
  std::string command =
      "python3 " AEC_TEST_FOLDER "/random_reference.py " + arguments;
  std::vector<double> values;
  FILE *pipe = popen((command + " 2>/dev/null").c_str(), "r");
  double value;
  while (pipe && std::fscanf(pipe, "%lf", &value) == 1)
    values.push_back(value);
  if (pipe)
    pclose(pipe);
  return values;
}

TEST(Random, PythonRepeatsThePermutation) {
  std::vector<double> expected = python("permutation 100 12345678901 7");
  if (expected.empty())
    GTEST_SKIP() << "python3 is not here";
  std::vector<int64_t> order;
  permutation(100, 12345678901, 7, order);
  EXPECT_EQ(std::vector<double>(order.begin(), order.end()), expected);
}

TEST(Random, PythonRepeatsTheInitialWeights) {
  std::vector<double> uniform = python("uniform 64 5 encoder.0.weight");
  std::vector<double> normal = python("normal 64 5 decoder.0.weight");
  if (uniform.empty())
    GTEST_SKIP() << "python3 is not here";
  States states(fakeModel);
  states.initialize(5);
  for (int64_t at = 0; at < 64; ++at) {
    // One rounding to f32, and libm's last bit.
    EXPECT_NEAR(states.get(0, at), -0.25 + 0.5 * uniform[at], 1e-7);
    EXPECT_NEAR(states.get(2, at), 0.3 * normal[at], 1e-6);
  }
}
