//===- Losses.h - The number an objective minimises -----------------------===//
//
// Shared by the training step and by what checks its gradients, so that the
// second differentiates what the first does.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TRANSFORMS_LOSSES_H
#define AEC_LIB_TRANSFORMS_LOSSES_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"

namespace aec {

/// The weighted sum of `terms` and the vector [1 + terms] of the sum and every
/// term, each a mean over the batch. `weights`: one F64Attr a term.
std::pair<mlir::Value, mlir::Value> buildLosses(mlir::OpBuilder &builder,
                                                mlir::Location loc,
                                                mlir::ValueRange terms,
                                                mlir::ArrayAttr weights);

} // namespace aec

#endif // AEC_LIB_TRANSFORMS_LOSSES_H
