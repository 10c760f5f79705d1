//===- RowTileProduct.h - A product of a tile of rows ---------------------===//
#ifndef AEC_LIB_TARGET_CUDA_ROWTILEPRODUCT_H
#define AEC_LIB_TARGET_CUDA_ROWTILEPRODUCT_H

#include "../CPU/Kernels/Emitter.h"

namespace aec::cuda {

/// Whether a payload is a product of rows of the batch with a matrix of known
/// size, whose sums are not longer than maxTileDepth.
bool hasRowTileProduct(const cpu::Payload &payload);

/// Writes the product of the rows from `first` on, for a block of tileThreads.
void emitRowTileProduct(cpu::Emitter &device, mlir::Value first);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_ROWTILEPRODUCT_H
