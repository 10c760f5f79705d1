//===- ProductTiles.h - Tiles and slices of a product ---------------------===//
//
// Chooses by the sizes that are known when the kernel is generated. Free of
// MLIR and tested alone. The costs are a model made of published throughputs:
// nothing in it was measured.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CUDA_PRODUCTTILES_H
#define AEC_LIB_TARGET_CUDA_PRODUCTTILES_H

#include <cstdint>

namespace aec::cuda {

/// Rows and columns of a block's tile and of a thread's part of it; all but the
/// tile's are powers of two from 2 to 8.
struct TileShape {
  int64_t rows, columns, threadRows, threadColumns;
  /// Tensor cores: rows and columns of a warp's part, 16 by 8 at least.
  int64_t warpRows, warpColumns;

  int64_t threads() const {
    return rows * columns / (threadRows * threadColumns);
  }
};

/// Terms that a block brings to shared memory at a time.
constexpr int64_t stepTerms = 16;
/// Blocks that a launch should have: two for each of the 132 multiprocessors of
/// an H100 or H200 (an A100 has 108), so that one computes while another waits.
constexpr int64_t wantedBlocks = 264;
/// Terms of a slice of the depth, at least: two slices of them spare five
/// steps, which is what the launch that adds slices costs.
constexpr int64_t sliceTerms = 80;
/// Samples where the batch is not known: tiles are chosen for steps that do not
/// fill a device by themselves. A larger batch has more of the same tiles.
constexpr int64_t nominalBatch = 128;

/// Extents of a product, for the nominal batch.
struct ProductSize {
  int64_t rows, columns, depth, matrices;
  /// Whether rows (or matrices), and the depth, grow with the batch.
  bool rowsVary = false, depthVaries = false;

  int64_t results() const { return rows * columns * matrices; }
};

int64_t tilesOf(const TileShape &shape, const ProductSize &size);
/// Slices of the depth for so many tiles: as many as wantedBlocks has room for,
/// none shorter than sliceTerms. The generated code computes the same from the
/// batch.
int64_t slicesOf(int64_t tiles, int64_t depth);
/// The shape with the least estimated time.
TileShape chooseTile(const ProductSize &size);
/// Elements that partial sums take for any batch; 0 where the depth is better
/// left whole: it is short, or tiles are many. A depth that is the batch is cut
/// for the sake of large ones.
int64_t partialSums(const ProductSize &size);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_PRODUCTTILES_H
