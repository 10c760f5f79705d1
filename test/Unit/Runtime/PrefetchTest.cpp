//===- PrefetchTest.cpp - Batches and rows read from a file ---------------===//
//
// Values are their own places, so that a row from elsewhere shows.
//
//===----------------------------------------------------------------------===//
#include "Data/Prefetch.h"
#include "Data/Spool.h"
#include "Testing.h"

#include <algorithm>
#include <fcntl.h>
#include <numeric>
#include <random>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class PrefetchFiles : public InFolder {};

/// Prepared samples whose values are their number in the set, in a file.
Dataset streamedSet(int64_t rows, int64_t elements) {
  Dataset set;
  set.origin = "numbers";
  set.rows = rows;
  set.rowElements = elements;
  set.file = std::make_shared<SpoolFile>(".", "numbers", rows * elements * 4);
  for (int64_t at = 0; at < rows * elements; ++at) {
    auto value = float(at);
    set.file->append(&value, sizeof(value));
  }
  return set;
}
} // namespace

/// In rings of 4 batches and of more than there are.
TEST_F(PrefetchFiles, BatchesAreWhatIsAskedFor) {
  for (int64_t bytes : {0, 1 << 20}) {
    Samples samples;
    samples.add(0, streamedSet(1000, 3));
    samples.sets[0].aheadBytes = bytes;
    Prefetch ahead(samples, 8);
    std::vector<int64_t> order(1000);
    std::iota(order.rbegin(), order.rend(), 0);
    auto expectRows = [&](const int64_t *rows, int64_t begin, int64_t count) {
      ahead.load(samples, rows, begin, count);
      auto *values = ahead.buffers().at(0).as<float>();
      for (int64_t at = 0; at < count; ++at)
        EXPECT_EQ(values[3 * at + 2],
                  3 * (rows ? rows[begin + at] : begin + at) + 2);
    };
    for (int64_t begin = 0; begin < 1000; begin += 7)
      expectRows(order.data(), begin, std::min<int64_t>(7, 1000 - begin));
    // As often as a counter that doubles would overflow.
    for (int64_t begin = 0; begin < 1000; begin += 2)
      expectRows(order.data(), begin, 2);
    // Against every guess: backwards, another size, another order of the same
    // place, the file's order.
    expectRows(order.data(), 40, 8);
    expectRows(order.data(), 8, 5);
    std::swap(order[13], order[90]);
    expectRows(order.data(), 13, 5);
    expectRows(nullptr, 18, 5);
    expectRows(nullptr, 18, 5);
  }
}

/// Rows of 12 bytes are read many at a time, those of 12,000 one by one; the
/// same row may be wanted twice.
TEST_F(PrefetchFiles, RowsNearAndFar) {
  std::mt19937 random(3);
  for (int64_t elements : {3, 300, 3000}) {
    Dataset set = streamedSet(2000, elements);
    std::vector<int64_t> wanted(700);
    for (int64_t &row : wanted)
      row = int64_t(random() % 2000);
    std::iota(wanted.begin(), wanted.begin() + 100, 50);
    std::vector<float> values(wanted.size() * size_t(elements));
    std::vector<RowPlace> places;
    for (size_t at = 0; at < wanted.size(); ++at)
      places.push_back({wanted[at], reinterpret_cast<char *>(
                                        &values[at * size_t(elements)])});
    readRows(set, places);
    for (size_t at = 0; at < wanted.size(); ++at)
      for (int64_t element : {int64_t(0), elements - 1})
        ASSERT_EQ(values[at * size_t(elements) + size_t(element)],
                  float(wanted[at] * elements + element));
  }
}

TEST_F(PrefetchFiles, ReadingThatFailsIsAnError) {
  writeFile("short", std::string(4 * 3 * 20, 'x'));
  Samples samples;
  Dataset set = streamedSet(1, 3);
  set.rows = 100;
  set.file = std::make_shared<SpoolFile>(open("short", O_RDONLY), "numbers");
  samples.add(0, std::move(set));
  Prefetch ahead(samples, 8);
  ahead.load(samples, nullptr, 0, 8);
  ahead.load(samples, nullptr, 8, 8);
  EXPECT_EQ(errorOf([&] { ahead.load(samples, nullptr, 16, 8); }),
            "cannot read numbers again: the file became shorter");
}
