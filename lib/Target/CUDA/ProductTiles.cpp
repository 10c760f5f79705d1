//===- ProductTiles.cpp - Tiles and slices of a product -------------------===//
#include "ProductTiles.h"

#include <algorithm>
#include <iterator>

using namespace aec::cuda;

/// A large tile reads shared memory least for each product; small ones make
/// more blocks of a small result, narrow ones waste less of narrow results.
static constexpr TileShape shapes[] = {
    {128, 128, 8, 8, 64, 32}, {64, 64, 8, 4, 32, 32}, {128, 32, 8, 4, 32, 32},
    {32, 128, 4, 8, 32, 32},  {32, 32, 4, 2, 16, 16}, {256, 8, 4, 2, 32, 8}};

/// Cycles that a step takes at least: global memory's latency and a barrier.
constexpr double stepLatency = 600;
/// A multiprocessor's products in a cycle.
constexpr double products = 128;
/// Another launch, and bytes that all multiprocessors read in a cycle.
constexpr double launchCycles = 3000, bytesPerCycle = 2500;
constexpr int64_t multiprocessors = wantedBlocks / 2;

static int64_t ceilDiv(int64_t a, int64_t b) { return (a + b - 1) / b; }

int64_t aec::cuda::tilesOf(const TileShape &shape, const ProductSize &size) {
  return ceilDiv(size.rows, shape.rows) * ceilDiv(size.columns, shape.columns) *
         size.matrices;
}

int64_t aec::cuda::slicesOf(int64_t tiles, int64_t depth) {
  return std::max<int64_t>(1,
                           std::min(wantedBlocks / tiles, depth / sliceTerms));
}

/// Cycles of a multiprocessor for a step of one block: every term of a thread
/// takes its products, and a read of four numbers two cycles of shared memory.
static double stepCycles(const TileShape &shape) {
  double own = shape.threadRows * shape.threadColumns;
  double reads = (shape.threadRows + shape.threadColumns) / 4.0;
  double waste = 1 + 2 * reads * products / (32 * own);
  return shape.rows * shape.columns * stepTerms / products * waste;
}

static double cyclesOf(const TileShape &shape, const ProductSize &size,
                       int64_t slices) {
  int64_t tiles = tilesOf(shape, size);
  int64_t steps = ceilDiv(ceilDiv(size.depth, slices), stepTerms);
  int64_t each = ceilDiv(tiles * slices, multiprocessors);
  double cycles =
      double(steps + 1) * std::max(stepLatency, each * stepCycles(shape));
  if (slices > 1)
    cycles += launchCycles + 8.0 * slices * size.results() / bytesPerCycle;
  return cycles;
}

static double bestCycles(const TileShape &shape, const ProductSize &size) {
  int64_t slices = slicesOf(tilesOf(shape, size), size.depth);
  return std::min(cyclesOf(shape, size, 1), cyclesOf(shape, size, slices));
}

TileShape aec::cuda::chooseTile(const ProductSize &size) {
  return *std::min_element(std::begin(shapes), std::end(shapes),
                           [&](const TileShape &a, const TileShape &b) {
                             return bestCycles(a, size) < bestCycles(b, size);
                           });
}

int64_t aec::cuda::partialSums(const ProductSize &size) {
  TileShape shape = chooseTile(size);
  int64_t tiles = tilesOf(shape, size);
  int64_t slices = slicesOf(tiles, size.depthVaries ? INT64_MAX : size.depth);
  bool pays = size.depthVaries ||
              cyclesOf(shape, size, slices) < cyclesOf(shape, size, 1);
  if (slices == 1 || !pays)
    return 0;
  // Slices times tiles are wantedBlocks at most, whatever the batch is.
  return size.rowsVary ? wantedBlocks * shape.rows * shape.columns
                       : slices * size.results();
}
