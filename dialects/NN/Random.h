//===- Random.h - Draws keyed by an explicit counter ----------------------===//
#ifndef AEC_DIALECTS_NN_RANDOM_H
#define AEC_DIALECTS_NN_RANDOM_H

#include "dialects/NN/NN.h"

#define GET_OP_CLASSES
#include "dialects/NN/NNRandom.h.inc"

namespace aec::nn {
/// Verifies that the operand which has the batch has one (C1).
llvm::LogicalResult verifyDraw(mlir::Operation *op, mlir::Type like,
                               mlir::Type result);
} // namespace aec::nn

#endif // AEC_DIALECTS_NN_RANDOM_H
