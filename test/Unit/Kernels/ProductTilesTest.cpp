//===- ProductTilesTest.cpp - Tiles and slices of a product ---------------===//
#include "lib/Target/CUDA/ProductTiles.h"

#include <gtest/gtest.h>

using namespace aec::cuda;

TEST(ProductTiles, LargeResultsGetLargeTiles) {
  TileShape shape = chooseTile({4096, 4096, 1024, 1, true});
  EXPECT_EQ(shape.rows, 128);
  EXPECT_EQ(shape.columns, 128);
}

TEST(ProductTiles, NarrowResultsGetNarrowTiles) {
  EXPECT_EQ(chooseTile({100352, 1, 288, 1, true}).columns, 8);
  EXPECT_EQ(chooseTile({100352, 32, 288, 1, true}).columns, 32);
  EXPECT_EQ(chooseTile({32, 100352, 288, 1}).rows, 32);
}

TEST(ProductTiles, ThreadsAreWholeWarpsThatFitTheTile) {
  for (int64_t rows : {9, 64, 512, 100352})
    for (int64_t columns : {1, 32, 100, 4096}) {
      TileShape shape = chooseTile({rows, columns, 256, 1});
      EXPECT_EQ(shape.threads() % 32, 0);
      EXPECT_LE(shape.threads(), 256);
      // A warp of tensor cores for each of the threads' warps.
      EXPECT_EQ(shape.rows / shape.warpRows *
                    (shape.columns / shape.warpColumns),
                shape.threads() / 32);
    }
}

TEST(ProductTiles, SlicesFillTheDeviceAndAreNotShort) {
  EXPECT_EQ(slicesOf(1, 1 << 20), wantedBlocks);
  EXPECT_EQ(slicesOf(26, 784), 9);
  EXPECT_EQ(slicesOf(26, 10000), 10);
  EXPECT_EQ(slicesOf(100, 1 << 20), 2);
  EXPECT_EQ(slicesOf(wantedBlocks, 1 << 20), 1);
  EXPECT_EQ(slicesOf(1000000, 1 << 20), 1);
  EXPECT_EQ(slicesOf(1, 128), 1);
}

/// As the generated code counts them: tiles of this batch, slices of its depth;
/// a single one is stored where it belongs.
static int64_t neededSums(ProductSize size, const TileShape &shape) {
  int64_t slices = slicesOf(tilesOf(shape, size), size.depth);
  return slices == 1 ? 0 : slices * size.results();
}

TEST(ProductTiles, PartialSumsFitForAnyBatch) {
  // A layer's forward pass: rows are the batch.
  ProductSize forward{nominalBatch, 128, 784, 1, /*rowsVary=*/true, false};
  ASSERT_GT(partialSums(forward), 0);
  TileShape shape = chooseTile(forward);
  for (int64_t batch : {1, 7, 64, 129, 1000, 60000}) {
    ProductSize size = forward;
    size.rows = batch;
    EXPECT_LE(neededSums(size, shape), partialSums(forward)) << batch;
  }
  // Its weight gradient: the depth is.
  ProductSize gradient{784, 128, nominalBatch, 1, false, /*depthVaries=*/true};
  shape = chooseTile(gradient);
  for (int64_t batch : {1, 7, 64, 129, 1000, 60000}) {
    ProductSize size = gradient;
    size.depth = batch;
    EXPECT_LE(neededSums(size, shape), partialSums(gradient)) << batch;
  }
}

TEST(ProductTiles, ShortOrManyStayWhole) {
  EXPECT_EQ(partialSums({nominalBatch, 128, 128, 1, true, false}), 0);
  EXPECT_EQ(partialSums({8192, 8192, 4096, 1, true, false}), 0);
}
