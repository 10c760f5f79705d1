//===- WindowsTest.cpp - Rows, windows, sound and text --------------------===//
#include "Data/Windows.h"
#include "Output/Output.h"
#include "Testing.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Windows : public InFolder {};

/// An input of f32 samples of a shape.
struct Input {
  explicit Input(std::vector<int64_t> shape) : dims(std::move(shape)) {
    dims.insert(dims.begin(), -1);
    input.tensor = {"x", AEC_F32, int64_t(dims.size()), dims.data()};
  }
  std::vector<int64_t> dims;
  aec_input input = {};
};
} // namespace

/// rows x columns, counting from 0.
static Array counting(int64_t rows, int64_t columns) {
  Array array;
  array.origin = "a.csv";
  array.format = "CSV";
  array.type = ElementType::F64;
  array.shape = {rows, columns};
  for (int64_t at = 0; at < rows * columns; ++at) {
    double value = double(at);
    auto *first = reinterpret_cast<const uint8_t *>(&value);
    array.bytes.insert(array.bytes.end(), first, first + sizeof(double));
  }
  return array;
}

static std::vector<double> values(const Array &array) {
  auto *first = reinterpret_cast<const double *>(array.bytes.data());
  return {first, first + array.bytes.size() / sizeof(double)};
}

TEST_F(Windows, ParsesRows) {
  RowRange rows;
  EXPECT_TRUE(parseRows("8000:10000", rows));
  EXPECT_EQ(rows.first, 8000);
  EXPECT_EQ(rows.last, 10000);
  EXPECT_TRUE(parseRows("-20:", rows));
  EXPECT_EQ(rows.first, -20);
  EXPECT_EQ(rows.last, INT64_MAX);
  EXPECT_TRUE(parseRows(":5", rows));
  EXPECT_EQ(rows.first, 0);
  for (const char *bad :
       {"", ":", "5", "a:b", "1:2:3", "1.5:3", "99999999999999999999:"})
    EXPECT_FALSE(parseRows(bad, rows)) << bad;
}

TEST_F(Windows, KeepsRows) {
  Array array = counting(10, 2);
  EXPECT_EQ(keepRows(array, {-3, -1}), 7);
  EXPECT_EQ(array.shape, (std::vector<int64_t>{2, 2}));
  EXPECT_EQ(values(array), (std::vector<double>{14, 15, 16, 17}));
  for (RowRange bad : {RowRange{0, 11}, RowRange{-11, 2}, RowRange{4, 4},
                       RowRange{10, INT64_MAX}}) {
    Array whole = counting(10, 2);
    EXPECT_NE(errorOf([&] { keepRows(whole, bad); }), "no error");
  }
  Array whole = counting(10, 2);
  EXPECT_EQ(
      errorOf([&] { keepRows(whole, {8, 12}); }),
      "--rows 8:12 of a.csv, which has 10 rows: expected rows that are there");
}

TEST_F(Windows, OverlapAndSayWhatIsLeft) {
  Array array = counting(7, 1);
  Origin origin;
  makeWindows(array, 3, 2, Input({3}).input, origin);
  EXPECT_EQ(array.shape, (std::vector<int64_t>{3, 3, 1}));
  EXPECT_EQ(values(array), (std::vector<double>{0, 1, 2, 2, 3, 4, 4, 5, 6}));
  EXPECT_EQ(origin.left, 0);
  Array rest = counting(8, 1);
  makeWindows(rest, 3, 3, Input({3}).input, origin);
  EXPECT_EQ(rest.shape[0], 2);
  EXPECT_EQ(origin.left, 2);
}

TEST_F(Windows, PutChannelsWhereTheModelHasThem) {
  Origin origin;
  Array rows = counting(3, 2);
  makeWindows(rows, 3, 0, Input({3, 2}).input, origin);
  EXPECT_EQ(values(rows), (std::vector<double>{0, 1, 2, 3, 4, 5}));
  Array planes = counting(3, 2);
  makeWindows(planes, 3, 0, Input({2, 3}).input, origin);
  EXPECT_EQ(planes.shape, (std::vector<int64_t>{1, 2, 3}));
  EXPECT_EQ(values(planes), (std::vector<double>{0, 2, 4, 1, 3, 5}));
}

TEST_F(Windows, NeedRowsEnough) {
  Origin origin;
  Array array = counting(2, 1);
  EXPECT_EQ(
      errorOf([&] { makeWindows(array, 3, 0, Input({3}).input, origin); }),
      "a.csv has 2 rows, fewer than a window of 3");
  Array empty = counting(4, 0);
  EXPECT_EQ(
      errorOf([&] { makeWindows(empty, 3, 0, Input({3}).input, origin); }),
      "a.csv has 4 rows without values; expected at least one value in a row");
  EXPECT_EQ(
      errorOf([&] { makeWindows(array, 0, 3, Input({3}).input, origin); }),
      "--stride needs --window, or data that is a recording or a text");
}

TEST_F(Windows, SoundComesBack) {
  std::vector<float> sound = {0, 0.5, -1, 0.25, 1, -0.5};
  Table table;
  table.values = sound.data();
  table.dtype = AEC_F32;
  table.shape = {1, 2, 3};
  AtomicFile file("a.wav");
  writeWav(file, table, 8000);
  Array array = readArray("a.wav");
  EXPECT_EQ(array.detail, "16-bit PCM, 8000 Hz, 2 channels, 0.000375 seconds");
  Origin origin;
  makeWindows(array, 0, 0, Input({2, 3}).input, origin);
  EXPECT_EQ(origin.rate, 8000);
  auto *found = reinterpret_cast<const float *>(array.bytes.data());
  for (size_t at = 0; at < sound.size(); ++at)
    EXPECT_NEAR(found[at], sound[at], 1.0 / 32768) << at;
  Array stereo = readArray("a.wav");
  EXPECT_EQ(
      errorOf([&] { makeWindows(stereo, 0, 0, Input({6}).input, origin); }),
      "a.wav has 2 channels; input \"x\" takes 6");
}

TEST_F(Windows, TextComesBack) {
  writeFile("a.txt", "abc, 12\xC3\xA4");
  Array array = readArray("a.txt");
  EXPECT_EQ(array.shape, (std::vector<int64_t>{9, 1}));
  std::vector<int64_t> classes(array.bytes.begin(), array.bytes.end());
  Table table;
  table.values = classes.data();
  table.dtype = AEC_I64;
  table.shape = {3, 3};
  AtomicFile whole("b.txt");
  writeText(whole, table, true);
  EXPECT_EQ(readFile("b.txt"), "abc, 12\xC3\xA4");
  AtomicFile lines("c.txt");
  writeText(lines, table, false);
  EXPECT_EQ(readFile("c.txt"), "abc\n, 1\n2\xC3\xA4\n");
}

TEST_F(Windows, WrongResultsAreNamed) {
  std::vector<float> numbers(6);
  Table table;
  table.values = numbers.data();
  table.dtype = AEC_F32;
  table.shape = {1, 1, 2, 3};
  AtomicFile sound("a.wav"), text("a.txt");
  EXPECT_EQ(errorOf([&] { writeWav(sound, table, 8000); }),
            "cannot write a.wav: results of shape 1x2x3 are no sound, which is "
            "frames or up to 8 channels of frames");
  EXPECT_EQ(errorOf([&] { writeText(text, table, true); }),
            "cannot write a.txt: results of shape 1x2x3 are no text, which is "
            "classes, or a score for each of up to 256 classes, a character");
  table.shape = {2, 3};
  table.window = 3;
  table.stride = 2;
  EXPECT_EQ(errorOf([&] { writeWav(sound, table, 8000); }),
            "cannot write a.wav: its windows of 3 rows overlap; leave --stride "
            "out, or use .npy");
}
