//===- Rows.cpp - Rows of samples, from memory or from a file --------------===//
//
// The one place that knows both.
//
//===----------------------------------------------------------------------===//
#include "Dataset.h"

#include "../Error.h"
#include "Spool.h"

#include <algorithm>
#include <cstring>

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

void aec::runtime::gatherRows(const Dataset &source, const int64_t *order,
                              int64_t begin, int64_t count, void *destination) {
  auto *to = static_cast<char *>(destination);
  if (!order)
    return source.read(begin, count, to);
  int64_t bytes = source.rowBytes();
  auto place = [&](int64_t at) {
    return source.fileAt + order[begin + at] * bytes;
  };
  std::vector<int64_t> missed;
  for (int64_t at = 0; at < count; ++at)
    if (!source.file)
      std::memcpy(to + at * bytes, source.row(order[begin + at]), bytes);
    else if (!source.file->readCached(place(at), to + at * bytes, bytes))
      missed.push_back(at);
  for (int64_t at : missed)
    source.file->read(place(at), to + at * bytes, bytes);
}
