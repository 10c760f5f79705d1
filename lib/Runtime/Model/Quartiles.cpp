//===- Quartiles.cpp - Order statistics by counting digits
//-----------------===//
//
// Sorting needs a column in memory; radix selection needs counts: values become
// integers of the same order, and each pass fixes one byte, the highest first,
// of the six values that the quartiles lie between. The result is exactly what
// sorting gives.
//
//===----------------------------------------------------------------------===//
#include "Quartiles.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace aec::runtime;

constexpr int kRanks = 6;

/// An integer that orders as the number does; both zeros are one.
template <typename Key, typename T> static Key keyOf(T value) {
  Key key;
  value = value == 0 ? T(0) : value;
  std::memcpy(&key, &value, sizeof(key));
  constexpr Key sign = Key(1) << (8 * sizeof(Key) - 1);
  return key & sign ? ~key : key | sign;
}

template <typename Key, typename T> static double valueOf(Key key) {
  constexpr Key sign = Key(1) << (8 * sizeof(Key) - 1);
  key = key & sign ? key & ~sign : ~key;
  T value;
  std::memcpy(&value, &key, sizeof(key));
  return double(value);
}

namespace {
/// Of a column: for each wanted rank the highest bytes found so far, the rank
/// among the values that begin with them, and counts of the next byte.
template <typename Key> struct Selection {
  Key prefix[kRanks] = {};
  int64_t rank[kRanks] = {};
  int64_t counts[kRanks][256] = {};
  int64_t total = 0;

  void count(Key key, int shift) {
    for (int at = 0; at < kRanks; ++at)
      // Ranks that still share a prefix share the first one's counts.
      if ((at == 0 || prefix[at] != prefix[at - 1]) &&
          (shift == kTop || key >> (shift + 8) == prefix[at]))
        ++counts[at][key >> shift & 255];
  }
  void setRanks();
  void narrow(int shift);
  static constexpr int kTop = 8 * (sizeof(Key) - 1);
};
} // namespace

/// Where share `quarter`/4 of `total` sorted values lies.
static double positionOf(int quarter, int64_t total) {
  return 0.25 * quarter * double(total - 1);
}

template <typename Key> void Selection<Key>::setRanks() {
  for (int64_t number : counts[0])
    total += number;
  for (int quarter = 1; total && quarter <= 3; ++quarter) {
    auto below = int64_t(positionOf(quarter, total));
    rank[2 * quarter - 2] = below;
    rank[2 * quarter - 1] = std::min(below + 1, total - 1);
  }
}

/// Fixes the byte at `shift` and clears the counts.
template <typename Key> void Selection<Key>::narrow(int shift) {
  if (shift == kTop)
    setRanks();
  if (!total)
    return;
  int source = 0;
  Key old = 0;
  for (int at = 0; at < kRanks; ++at) {
    if (at == 0 || prefix[at] != old)
      source = at;
    old = prefix[at];
    int byte = 0;
    for (; rank[at] >= counts[source][byte]; ++byte)
      rank[at] -= counts[source][byte];
    prefix[at] = Key(prefix[at] << 8 | Key(byte));
  }
  std::memset(counts, 0, sizeof(counts));
}

/// Fixes all bytes of the columns [first, last).
template <typename Key, typename T>
static void select(const Dataset &data, int64_t first,
                   std::vector<Selection<Key>> &columns, ThreadPool &pool) {
  auto width = int64_t(columns.size());
  for (int shift = Selection<Key>::kTop; shift >= 0; shift -= 8) {
    data.forPieces([&](int64_t, int64_t count, const char *bytes) {
      auto *values = reinterpret_cast<const T *>(bytes) + first;
      pool.parallelRanges(width, 1, [&](int64_t lo, int64_t hi) {
        for (int64_t at = lo; at < hi; ++at)
          for (int64_t row = 0; row < count; ++row)
            if (T value = values[row * data.rowElements + at];
                !std::isnan(value))
              columns[at].count(keyOf<Key>(value), shift);
      });
    });
    for (Selection<Key> &column : columns)
      column.narrow(shift);
  }
}

template <typename Key, typename T>
static std::array<double, 3> between(const Selection<Key> &column) {
  std::array<double, 3> result = {};
  for (int quarter = 1; column.total && quarter <= 3; ++quarter) {
    double position = positionOf(quarter, column.total);
    double low = valueOf<Key, T>(column.prefix[2 * quarter - 2]);
    double high = valueOf<Key, T>(column.prefix[2 * quarter - 1]);
    result[quarter - 1] =
        low + (high - low) * (position - double(int64_t(position)));
  }
  return result;
}

template <typename Key, typename T>
static std::vector<std::array<double, 3>> quartilesAs(const Dataset &data,
                                                      ThreadPool &pool) {
  constexpr int64_t most = (int64_t(64) << 20) / sizeof(Selection<Key>);
  std::vector<std::array<double, 3>> result;
  for (int64_t first = 0; first < data.rowElements; first += most) {
    std::vector<Selection<Key>> columns(
        std::min(most, data.rowElements - first));
    select<Key, T>(data, first, columns, pool);
    for (const Selection<Key> &column : columns)
      result.push_back(between<Key, T>(column));
  }
  return result;
}

std::vector<std::array<double, 3>> aec::runtime::quartiles(const Dataset &data,
                                                           ThreadPool &pool) {
  if (data.dtype == AEC_F64)
    return quartilesAs<uint64_t, double>(data, pool);
  return quartilesAs<uint32_t, float>(data, pool);
}
