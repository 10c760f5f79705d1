//===- DatasetTest.cpp - Preparation of samples ---------------------------===//
//
// Scaling rules, reshaping, range checks, gathering.
//
//===----------------------------------------------------------------------===//
#include "Data/Dataset.h"
#include "Data/Samples.h"
#include "Testing.h"

#include <limits>

using namespace aec::runtime;
using namespace aec::runtime::testing;

static const int64_t kDims[] = {-1, 2, 2};

static aec_input inputOf(int64_t dtype, double scale = 0) {
  return {{"x", dtype, 3, kDims}, scale, 0, 0, 0, 0, 0};
}

template <typename T>
static Array arrayOf(ElementType type, std::vector<int64_t> shape,
                     std::vector<T> values) {
  Array array;
  array.origin = "a";
  array.format = "npy";
  array.type = type;
  array.shape = shape;
  std::string content = memory(values);
  array.bytes.assign(content.begin(), content.end());
  return array;
}

static std::vector<float> floats(const Dataset &set) {
  const float *values = set.values.as<float>();
  return {values, values + set.rows * set.rowElements};
}

TEST(Dataset, ReshapesEqualElementCounts) {
  ThreadPool pool(2);
  Dataset set = prepare(arrayOf<float>(ElementType::F32, {1, 4}, {1, 2, 3, 4}),
                        inputOf(AEC_F32), pool);
  EXPECT_EQ(set.rows, 1);
  EXPECT_EQ(set.rowElements, 4);
  EXPECT_EQ(floats(set), (std::vector<float>{1, 2, 3, 4}));
}

TEST(Dataset, ScalesIntegers) {
  ThreadPool pool(1);
  auto bytes = arrayOf<uint8_t>(ElementType::U8, {1, 4}, {0, 51, 102, 255});
  Dataset set = prepare(bytes, inputOf(AEC_F32), pool);
  EXPECT_EQ(set.scale, 255);
  EXPECT_EQ(floats(set), (std::vector<float>{0, 0.2f, 0.4f, 1}));
  EXPECT_EQ(floats(prepare(bytes, inputOf(AEC_F32, 51), pool)),
            (std::vector<float>{0, 1, 2, 5}));
}

/// Text has no integer type, so only a declared scale divides it.
TEST(Dataset, ScalesTextOnlyWhenDeclared) {
  ThreadPool pool(1);
  auto text = arrayOf<double>(ElementType::F64, {1, 4}, {0, 4, 8, 16});
  text.format = "CSV";
  EXPECT_EQ(floats(prepare(text, inputOf(AEC_F32), pool)),
            (std::vector<float>{0, 4, 8, 16}));
  EXPECT_EQ(floats(prepare(text, inputOf(AEC_F32, 16), pool)),
            (std::vector<float>{0, 0.25, 0.5, 1}));
  text.format = "npy"; // prepared already
  EXPECT_EQ(floats(prepare(text, inputOf(AEC_F32, 16), pool)),
            (std::vector<float>{0, 4, 8, 16}));
}

TEST(Dataset, WrongShape) {
  ThreadPool pool(1);
  auto message = [&](std::vector<int64_t> shape, size_t count) {
    return errorOf([&] {
      prepare(
          arrayOf<float>(ElementType::F32, shape, std::vector<float>(count)),
          inputOf(AEC_F32), pool);
    });
  };
  EXPECT_EQ(message({2, 3}, 6),
            "a: samples of shape 3 (3 elements); input \"x\" takes 2x2 (4 "
            "elements)");
  EXPECT_EQ(message({4}, 4),
            "a: samples of shape scalar (1 element); input \"x\" takes 2x2 (4 "
            "elements); a single sample needs a leading dimension of 1");
  auto table = arrayOf<float>(ElementType::F32, {1, 5}, {1, 2, 3, 4, 5});
  table.format = "CSV";
  EXPECT_EQ(errorOf([&] { prepare(table, inputOf(AEC_F32), pool); }),
            "a: samples of shape 5 (5 elements); input \"x\" takes 2x2 (4 "
            "elements); --columns, --without, --label-column and --id-column "
            "say which columns are no part of the samples");
  auto picture =
      arrayOf<float>(ElementType::F32, {1, 1, 3}, std::vector<float>(3));
  picture.format = "PNG";
  aec_input input = inputOf(AEC_F32);
  input.height = 1;
  input.width = 4;
  EXPECT_EQ(errorOf([&] { prepare(picture, input, pool); }),
            "a: samples of shape 1x3 (3 elements); input \"x\" takes 2x2 (4 "
            "elements); --resize 4 --crop 1x4 --grey makes such");
  EXPECT_EQ(message({}, 1),
            "a holds a single number; expected samples of shape 2x2");
  EXPECT_EQ(message({0, 2, 2}, 0), "a has no samples");
}

TEST(Dataset, NonFiniteValuesAreNamed) {
  ThreadPool pool(2);
  float nan = std::numeric_limits<float>::quiet_NaN();
  float inf = std::numeric_limits<float>::infinity();
  auto message = [&](std::vector<float> values) {
    return errorOf([&] {
      prepare(arrayOf<float>(ElementType::F32, {2, 4}, values),
              inputOf(AEC_F32), pool);
    });
  };
  EXPECT_EQ(message({0, 0, 0, 0, 0, 0, nan, inf}),
            "a: row 2, column 3 (counted from 1) is not a number (NaN)");
  EXPECT_EQ(message({0, 0, 0, -inf, 0, 0, nan, 0}),
            "a: row 1, column 4 (counted from 1) is infinite");
}

/// The first bad value is named whatever the number of threads.
TEST(Dataset, FirstBadValueWins) {
  ThreadPool pool(2);
  std::vector<float> values(4 * 20000);
  values[70000] = values[10] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(errorOf([&] {
              prepare(arrayOf(ElementType::F32, {20000, 4}, values),
                      inputOf(AEC_F32), pool);
            }),
            "a: row 3, column 3 (counted from 1) is infinite");
}

TEST(Dataset, ValuesThatDoNotFit) {
  ThreadPool pool(1);
  auto message = [&](double value, int64_t dtype) {
    return errorOf([&] {
      prepare(arrayOf<double>(ElementType::F64, {1, 4}, {0, 0, 0, value}),
              inputOf(dtype), pool);
    });
  };
  EXPECT_EQ(message(1e300, AEC_F32), "a: row 1, column 4 (counted from 1) is "
                                     "1e+300, which type f32 cannot hold");
  EXPECT_EQ(message(1.5, AEC_I64), "a: row 1, column 4 (counted from 1) is "
                                   "1.5, which type i64 cannot hold");
  EXPECT_EQ(message(3e9, AEC_I32), "a: row 1, column 4 (counted from 1) is "
                                   "3e+09, which type i32 cannot hold");
  EXPECT_EQ(message(-1, AEC_U8), "a: row 1, column 4 (counted from 1) is -1, "
                                 "which type u8 cannot hold");
  EXPECT_EQ(message(9.3e18, AEC_I64), "a: row 1, column 4 (counted from 1) is "
                                      "9.3e+18, which type i64 cannot hold");
}

/// Class indices stay what they are.
TEST(Dataset, IntegersForIntegerInputs) {
  ThreadPool pool(1);
  Dataset set =
      prepare(arrayOf<uint8_t>(ElementType::U8, {1, 4}, {0, 9, 3, 255}),
              inputOf(AEC_I64), pool);
  const int64_t *values = set.values.as<int64_t>();
  EXPECT_EQ(std::vector<int64_t>(values, values + 4),
            (std::vector<int64_t>{0, 9, 3, 255}));
}

static Dataset counting(int64_t rows, ThreadPool &pool) {
  std::vector<float> values(rows * 4);
  for (size_t at = 0; at < values.size(); ++at)
    values[at] = float(at);
  return prepare(arrayOf(ElementType::F32, {rows, 4}, values), inputOf(AEC_F32),
                 pool);
}

TEST(Dataset, GathersRows) {
  ThreadPool pool(2);
  Dataset set = counting(5, pool);
  std::vector<int64_t> order = {4, 0, 3, 1, 2};
  std::vector<float> batch(8);
  gather(set, order.data(), 1, 2, batch.data(), pool);
  EXPECT_EQ(batch, (std::vector<float>{0, 1, 2, 3, 12, 13, 14, 15}));
  gather(set, nullptr, 3, 2, batch.data(), pool);
  EXPECT_EQ(batch, (std::vector<float>{12, 13, 14, 15, 16, 17, 18, 19}));
}

TEST(Samples, ValidationIsTheLastRows) {
  ThreadPool pool(1);
  Samples train;
  train.add(0, counting(5, pool));
  Samples last = takeLast(train, 2);
  EXPECT_EQ(train.rows, 3);
  EXPECT_EQ(last.rows, 2);
  EXPECT_EQ(floats(last.sets.at(0)),
            (std::vector<float>{12, 13, 14, 15, 16, 17, 18, 19}));
}

TEST(Samples, RowsMustAgree) {
  ThreadPool pool(1);
  Samples samples;
  samples.add(0, counting(5, pool));
  EXPECT_EQ(errorOf([&] { samples.add(1, counting(1, pool)); }),
            "a has 1 sample, a has 5; inputs need the same number");
}

TEST(Dataset, MissingValues) {
  ThreadPool pool(1);
  float nan = std::numeric_limits<float>::quiet_NaN();
  float inf = std::numeric_limits<float>::infinity();
  aec_input input = inputOf(AEC_F32);
  input.missing = 1;
  std::vector<float> kept = floats(prepare(
      arrayOf<float>(ElementType::F32, {1, 4}, {1, nan, 3, 4}), input, pool));
  EXPECT_NE(kept[1], kept[1]);
  EXPECT_EQ(kept[3], 4);
  EXPECT_EQ(errorOf([&] {
              prepare(
                  arrayOf<float>(ElementType::F32, {1, 4}, {1, nan, inf, 4}),
                  input, pool);
            }),
            "a: row 1, column 3 (counted from 1) is infinite");
}

TEST(Dataset, ClassesAreInRange) {
  ThreadPool pool(1);
  const int64_t dims[] = {-1};
  aec_input input = {{"label", AEC_I64, 1, dims}, 0, 0, 0, 0, 0, 0};
  input.classes = 3;
  EXPECT_EQ(
      prepare(arrayOf<uint8_t>(ElementType::U8, {3}, {0, 2, 1}), input, pool)
          .rows,
      3);
  EXPECT_EQ(errorOf([&] {
              prepare(arrayOf<uint8_t>(ElementType::U8, {3}, {0, 3, 1}), input,
                      pool);
            }),
            "a: row 2, column 1 (counted from 1) is class 3; input \"label\" "
            "takes 0 to 2");
  EXPECT_EQ(errorOf([&] {
              prepare(arrayOf<int8_t>(ElementType::I8, {2}, {0, -1}), input,
                      pool);
            }),
            "a: row 2, column 1 (counted from 1) is class -1; input \"label\" "
            "takes 0 to 2");
}
