//===- ProductGrid.h - Blocks of a product's launches ---------------------===//
#ifndef AEC_LIB_TARGET_CUDA_PRODUCTGRID_H
#define AEC_LIB_TARGET_CUDA_PRODUCTGRID_H

#include "Forms.h"
#include "ProductOperands.h"

namespace aec::cuda {

/// Tiles and slices as both the host and a kernel count them.
struct ProductGrid {
  ProductGrid(cpu::Emitter &emitter, ProductOperands &operands);

  TileShape shape;
  mlir::Value rowTiles, columnTiles, tiles, slices;
};

/// Points of the domain, which partial sums are stored by, slice after slice.
mlir::Value pointCount(cpu::Emitter &e);
/// Computes and stores what follows a product's `sum` at a place of the domain.
void storePoint(cpu::Emitter &e, llvm::ArrayRef<mlir::Value> place,
                mlir::Value sum);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_PRODUCTGRID_H
