//===- FunctionBuilder.h - One pure function of a model -------------------===//
//
// Turns the body of an objective or entry into a function of explicit states.
// Networks are inlined rather than called: the step is one function, and fusion
// must see through networks.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TRANSFORMS_FUNCTIONBUILDER_H
#define AEC_LIB_TRANSFORMS_FUNCTIONBUILDER_H

#include "ModelStates.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SetVector.h"

namespace aec {

/// Builds one function out of the body of an objective or entry.
class FunctionBuilder {
public:
  /// `number` tells the draws of this body from those of others. `trained`:
  /// the networks whose statistics move; null without training.
  FunctionBuilder(ModelStates &states, ae::ModelOp model,
                  mlir::ArrayAttr trained, int64_t number)
      : states(states), model(model), builder(model.getContext()),
        trained(trained), nextStream(number << 16) {}

  /// Creates the function at the end of `module`, all but its results: `body`
  /// without its terminator. Null where a layer cannot be made explicit.
  mlir::func::FuncOp build(mlir::ModuleOp module, llvm::StringRef name,
                           mlir::Block &body,
                           llvm::ArrayRef<llvm::StringRef> argNames,
                           mlir::Location loc);
  /// Ends the function with the values of `results` and the states' updates.
  void finish(mlir::func::FuncOp function, mlir::ValueRange results);
  mlir::Value lookup(mlir::Value value) { return mapping.lookup(value); }
  /// States the function reads, in order.
  llvm::ArrayRef<llvm::StringRef> usedStates() const {
    return used.getArrayRef();
  }

private:
  void collect(mlir::Block &body);
  void createArguments(mlir::func::FuncOp function, mlir::Block &body,
                       llvm::ArrayRef<llvm::StringRef> argNames);
  mlir::LogicalResult emit(mlir::Block &body, mlir::IRMapping &map);
  mlir::LogicalResult emitLayer(ae::LayerOpInterface layer,
                                mlir::IRMapping &map);
  mlir::LogicalResult emitApply(ae::ApplyOp apply, mlir::IRMapping &map);
  mlir::Value marked(mlir::Type type, llvm::StringRef attr);
  mlir::Value batchArgument();
  ae::DrawKey nextKey();
  llvm::SmallVector<mlir::Value>
  valuesOf(llvm::ArrayRef<llvm::StringRef> names) const;
  llvm::SmallVector<llvm::StringRef>
  weightsFor(ae::WeightReaderOpInterface reader);

  ModelStates &states;
  ae::ModelOp model;
  mlir::OpBuilder builder;
  mlir::ArrayAttr trained;
  int64_t nextStream;
  llvm::SetVector<llvm::StringRef> used;
  llvm::StringMap<mlir::Value> values;
  llvm::MapVector<llvm::StringRef, mlir::Value> updates;
  mlir::IRMapping mapping;
};

} // namespace aec

#endif // AEC_LIB_TRANSFORMS_FUNCTIONBUILDER_H
