//===- Shapes.h - How many blocks an operation will be --------------------===//
//
// What is known of an operation's launch before there is one.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CUDA_SHAPES_H
#define AEC_LIB_TARGET_CUDA_SHAPES_H

#include "mlir/IR/Operation.h"

namespace aec::cuda {

/// One thread does it in the time of any other: a store, or a linalg op on
/// memory or a copy with one point.
bool isNumber(mlir::Operation *op);

/// Whether one block does `op`, whatever the batch.
bool isSingleBlock(mlir::Operation *op);

} // namespace aec::cuda

#endif // AEC_LIB_TARGET_CUDA_SHAPES_H
