//===- Losses.h - The number an objective minimises -----------------------===//
//
// Shared by the training step and by what checks its gradients, so that the
// second differentiates what the first does.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TRANSFORMS_LOSSES_H
#define AEC_LIB_TRANSFORMS_LOSSES_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"

namespace aec {

/// The weighted sum of `terms` and the vector [1 + terms] of the sum and every
/// term, each a mean over the batch. `weights`: one F64Attr a term. `factors`:
/// of weights that follow a schedule (f64), null for others; may be empty.
std::pair<mlir::Value, mlir::Value>
buildLosses(mlir::OpBuilder &builder, mlir::Location loc,
            mlir::ValueRange terms, mlir::ArrayAttr weights,
            llvm::ArrayRef<mlir::Value> factors = {});

/// The argument of `function` with the unit attribute `attr`, added where it is
/// missing.
mlir::Value markedArgument(mlir::func::FuncOp function, mlir::Type type,
                           llvm::StringRef attr);

/// The argument of `function` that is the state `name`, null without one.
mlir::Value stateArgument(mlir::func::FuncOp function, mlir::StringAttr name);

/// What a moment of a parameter is called: "rec.encoder.0.weight.exp_avg".
std::string momentName(llvm::StringRef objective, llvm::StringRef parameter,
                       llvm::StringRef moment);

/// The present factor (f64) of each term's weight, null where it is constant;
/// empty where all are. Takes the schedules off the function.
llvm::SmallVector<mlir::Value> buildWeightFactors(mlir::OpBuilder &builder,
                                                  mlir::func::FuncOp function);

} // namespace aec

#endif // AEC_LIB_TRANSFORMS_LOSSES_H
