//===- ArrangementTest.cpp - Files of any size as samples, and values -----===//
#include "Compression/Arrangement.h"
#include "Compression/Values.h"
#include "FakeModel.h"
#include "Testing.h"

#include <set>

using namespace aec::runtime;
using namespace aec::runtime::testing;

static Array counting(std::vector<int64_t> shape) {
  Array array;
  array.origin = "x";
  array.type = ElementType::U8;
  array.shape = std::move(shape);
  int64_t count = 1;
  for (int64_t size : array.shape)
    count *= size;
  for (int64_t at = 0; at < count; ++at)
    array.bytes.push_back(uint8_t(at));
  return array;
}

/// Every value of the file lies in one place of the samples and nowhere else.
static void expectWhole(const Arrangement &lies, int64_t elements) {
  std::set<int64_t> places;
  for (int64_t sample = 0; sample < lies.samples(); ++sample)
    for (int64_t at = 0; at < elements; ++at) {
      bool padding = false;
      int64_t place = lies.place(sample, at, padding);
      ASSERT_GE(place, 0);
      ASSERT_LT(place, lies.elements());
      if (!padding) {
        ASSERT_TRUE(places.insert(place).second);
      }
    }
  EXPECT_EQ(int64_t(places.size()), lies.elements());
}

TEST(Arrangement, TilesPicturesOfAnySize) {
  const aec_input &input = fakeModel.inputs[0]; // 4x4
  for (std::vector<int64_t> shape :
       {std::vector<int64_t>{1, 4, 5}, {1, 1, 1}, {2, 9, 6}, {3, 3, 5, 7}}) {
    Arrangement lies = arrange(counting(shape), input, 0);
    EXPECT_EQ(lies.kind, Arrangement::Tiles);
    expectWhole(lies, 16);
  }
  Array array = counting({1, 4, 5});
  Arrangement lies = arrange(array, input, 0);
  EXPECT_EQ(lies.samples(), 2);
  Array samples = gatherSamples(array, lies, input);
  EXPECT_EQ(samples.shape, (std::vector<int64_t>{2, 16}));
  // The second tile has one column of the picture, repeated.
  EXPECT_EQ(samples.bytes[16], 4);
  EXPECT_EQ(samples.bytes[19], 4);
  EXPECT_EQ(samples.bytes[20], 9);
}

TEST(Arrangement, JoinsWindows) {
  const aec_input &input = fakeModel.inputs[0];
  Array array = counting({21, 1});
  array.series = true;
  Arrangement lies = arrange(array, input, 0);
  EXPECT_EQ(lies.samples(), 2);
  expectWhole(lies, 16);
  Array samples = gatherSamples(array, lies, input);
  EXPECT_EQ(samples.bytes[16], 16);
  EXPECT_EQ(samples.bytes[31], 20);
  Arrangement wide = arrange(counting({10, 4}), input, 4);
  EXPECT_EQ(wide.samples(), 3);
  expectWhole(wide, 16);
}

TEST(Arrangement, TakesRowsAsTheyAre) {
  const aec_input &input = fakeModel.inputs[0];
  expectWhole(arrange(counting({5, 16}), input, 0), 16);
  expectWhole(arrange(counting({5, 4, 4}), input, 0), 16);
}

TEST(Arrangement, RefusesWhatFitsNoSample) {
  const aec_input &input = fakeModel.inputs[0];
  auto of = [&](std::vector<int64_t> shape, int64_t window = 0) {
    return errorOf([&] { arrange(counting(shape), input, window); });
  };
  EXPECT_EQ(of({5, 17}), "x: samples of shape 17 (17 elements); input \"x\" "
                         "takes 16 (16 elements)");
  EXPECT_EQ(of({0, 16}), "x has no samples");
  EXPECT_EQ(of({30, 4}, 3),
            "x: windows of 3 rows of 4 columns are no samples of 16");
  EXPECT_EQ(of({5, 1, 1, 1, 1, 1, 1, 1, 16}),
            "x: it has more than 8 dimensions");
  Array series = counting({21, 3});
  series.series = true;
  EXPECT_EQ(errorOf([&] { arrange(series, input, 0); }),
            "x has 3 columns a row; input \"x\" takes 16");
}

template <typename T>
static Array values(ElementType type, const std::vector<T> &list) {
  Array array;
  array.origin = "x";
  array.type = type;
  array.shape = {int64_t(list.size())};
  std::string bytes = memory(list);
  array.bytes.assign(bytes.begin(), bytes.end());
  return array;
}

TEST(Values, CountsCommonDecimals) {
  auto of = [](std::vector<double> list) {
    return commonDecimals(values(ElementType::F64, list));
  };
  EXPECT_EQ(of({1, 2, -3}), 0);
  EXPECT_EQ(of({1, 2.5, 0.25}), 2);
  EXPECT_EQ(of({0.1, 1234.5678}), 4);
  EXPECT_EQ(of({1.0 / 3}), -1);
  EXPECT_EQ(of({1e300}), -1);
  EXPECT_EQ(commonDecimals(values<float>(ElementType::F32, {0.1f, 0.3f})), 1);
  EXPECT_EQ(commonDecimals(values<uint8_t>(ElementType::U8, {7})), 0);
}

TEST(Values, MovesWithinTheBound) {
  for (int decimals : {-1, 0, 2})
    for (double error : {0.0, 0.3, 2.0, 10.0}) {
      if (decimals < 0 && error == 0)
        continue;
      ValueGrid grid(ElementType::F64, decimals, error);
      for (double guess : {-7.1, 0.0, 3.4999, 100.0})
        for (double value : {-5.0, 0.0, 42.0}) {
          double from = grid.nearest(guess);
          double to = grid.moved(from, grid.spacings(from, value, "x"));
          EXPECT_LE(std::abs(to - value), error) << decimals << " " << error;
        }
    }
}

TEST(Values, RefuseWhatCannotBeCorrected) {
  ValueGrid fine(ElementType::F64, -1, 1e-9), whole(ElementType::I64, 0, 0);
  EXPECT_EQ(errorOf([&] { fine.spacings(0, 1e9, "x"); }),
            "x: the model's 0 for 1e+09 is too far off to be corrected; allow "
            "a larger --max-error");
  EXPECT_EQ(errorOf([&] { whole.spacings(0, 1e17, "x"); }),
            "x: 1e+17 has more digits than are kept; at most 2^53 units of its "
            "last digit are");
}

TEST(Values, StayWithinTheirType) {
  ValueGrid grid(ElementType::U8, 0, 5);
  EXPECT_EQ(grid.nearest(-3.7), 0);
  EXPECT_EQ(grid.nearest(1e300), 255);
  EXPECT_EQ(grid.moved(250, 1000000), 255);
  EXPECT_EQ(grid.moved(250, -(int64_t(1) << 40)), 0);
}
