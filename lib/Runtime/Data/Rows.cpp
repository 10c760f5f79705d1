//===- Rows.cpp - Rows of samples, from memory or from a file
//--------------===//
//
// The one place that knows both.
//
//===----------------------------------------------------------------------===//
#include "Dataset.h"

#include "../Error.h"
#include "Spool.h"

#include <algorithm>
#include <cstring>
#include <sys/uio.h>

using namespace aec::runtime;

char *Dataset::row(int64_t index) const {
  if (file)
    fail(origin, " takes more than the memory that --memory-limit allows, and "
                 "is held in memory here; raise it");
  return values.as<char>() + index * rowBytes();
}

void Dataset::read(int64_t first, int64_t count, void *to) const {
  if (file)
    file->read(fileAt + first * rowBytes(), to, count * rowBytes());
  else
    std::memcpy(to, row(first), count * rowBytes());
}

int64_t Dataset::pieceRows() const {
  constexpr int64_t bytes = 1 << 20;
  return std::max<int64_t>(1, bytes / std::max<int64_t>(rowBytes(), 1));
}

void Dataset::forPieces(const std::function<void(int64_t, int64_t, char *)> &fn,
                        bool change) const {
  if (!file)
    return fn(0, rows, values.as<char>());
  Buffer piece(std::min(pieceRows(), rows) * rowBytes(), "a piece of the data");
  for (int64_t first = 0; first < rows; first += pieceRows()) {
    int64_t count = std::min(pieceRows(), rows - first);
    read(first, count, piece.data());
    fn(first, count, piece.as<char>());
    if (change)
      file->write(fileAt + first * rowBytes(), piece.data(),
                  count * rowBytes());
  }
}

Dataset aec::runtime::takeLast(Dataset &source, int64_t rows) {
  Dataset result;
  result.origin = source.origin;
  result.columns = source.columns;
  result.facts = source.facts;
  result.rows = rows;
  result.rowElements = source.rowElements;
  result.dtype = source.dtype;
  result.scale = source.scale;
  source.rows -= rows;
  result.source = source.source;
  result.source.first += source.rows * source.source.stride;
  result.file = source.file;
  result.aheadBytes = source.aheadBytes;
  result.fileAt = source.fileAt + source.rows * source.rowBytes();
  if (!source.file) {
    result.values = Buffer(rows * source.rowBytes(), "the validation samples");
    source.read(source.rows, rows, result.values.data());
  }
  return result;
}

void aec::runtime::gather(const Dataset &source, const int64_t *order,
                          int64_t begin, int64_t count, void *destination,
                          ThreadPool &pool) {
  int64_t bytes = source.rowBytes();
  // A region costs about what copying 32 KiB does.
  int64_t grain = std::max<int64_t>(1, (1 << 15) / std::max<int64_t>(bytes, 1));
  pool.parallelRanges(count, grain, [&](int64_t lo, int64_t hi) {
    auto *to = static_cast<char *>(destination);
    if (!order) {
      std::memcpy(to + lo * bytes, source.row(begin + lo), (hi - lo) * bytes);
      return;
    }
    for (int64_t at = lo; at < hi; ++at)
      std::memcpy(to + at * bytes, source.row(order[begin + at]), bytes);
  });
}

namespace {
/// Rows that one call reads, from `at` in the file on.
struct Stretch {
  int64_t at, end;
  std::vector<iovec> parts;
};
} // namespace

/// Copying what lies between two rows costs less than another call up to here.
constexpr int64_t kGap = 4096;

/// Rows that stay neighbours are one part.
static void append(std::vector<iovec> &parts, char *to, size_t bytes) {
  if (!parts.empty() &&
      static_cast<char *>(parts.back().iov_base) + parts.back().iov_len == to)
    parts.back().iov_len += bytes;
  else
    parts.push_back({to, bytes});
}

/// The rows from `place` on that are read together; `place` is moved behind.
static Stretch nextStretch(const Dataset &source,
                           const std::vector<RowPlace> &places, size_t &place,
                           char *waste) {
  constexpr size_t most = 256;
  int64_t bytes = source.rowBytes();
  int64_t first = source.fileAt + places[place].row * bytes;
  Stretch stretch = {first, first, {}};
  for (; place < places.size() && stretch.parts.size() < most; ++place) {
    int64_t gap = source.fileAt + places[place].row * bytes - stretch.end;
    if (gap < 0 || gap > kGap)
      break;
    if (gap > 0)
      stretch.parts.push_back({waste, size_t(gap)});
    append(stretch.parts, places[place].to, size_t(bytes));
    stretch.end += gap + bytes;
  }
  return stretch;
}

void aec::runtime::readRows(const Dataset &source,
                            std::vector<RowPlace> &places) {
  std::sort(places.begin(), places.end(),
            [](const RowPlace &a, const RowPlace &b) { return a.row < b.row; });
  if (!source.file) {
    for (const RowPlace &place : places)
      std::memcpy(place.to, source.row(place.row), source.rowBytes());
    return;
  }
  char waste[kGap];
  std::vector<Stretch> missed;
  for (size_t place = 0; place < places.size();) {
    Stretch stretch = nextStretch(source, places, place, waste);
    if (!source.file->readCached(stretch.at, stretch.parts))
      missed.push_back(std::move(stretch));
  }
  for (const Stretch &stretch : missed) {
    int64_t at = stretch.at;
    for (const iovec &part : stretch.parts) {
      if (part.iov_base != waste)
        source.file->read(at, part.iov_base, int64_t(part.iov_len));
      at += int64_t(part.iov_len);
    }
  }
}
