//===- SeedFault.cpp - Plants a wrong adjoint -----------------------------===//
//
// What shows that a gradient check finds mistakes. It edits generated gradients
// as a wrong adjoint would have made them, so that one build of the compiler
// serves for many faults; real edits of adjoints are listed beside the test.
// Gradients change and what losses depend on is kept, or finite differences
// would move along; `forward` is for faults of one path of two.
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"
#include "dialects/NN/Adjoint.h"

#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/SetVector.h"

namespace aec {
#define GEN_PASS_DEF_SEEDFAULTPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// Where `function` returns its losses.
static unsigned lossesOf(func::FuncOp function) {
  for (unsigned at = 0; at < function.getNumResults(); ++at)
    if (function.getResultAttr(at, "ae.losses"))
      return at;
  return 0;
}

/// Ops of `function`, in program order, that its losses do not depend on, or
/// those that they do.
static SmallVector<Operation *> candidates(func::FuncOp function,
                                           bool forwardPart) {
  Block &body = function.getBody().front();
  llvm::SetVector<Operation *> forward;
  BackwardSliceOptions options;
  options.inclusive = true;
  (void)getBackwardSlice(body.getTerminator()->getOperand(lossesOf(function)),
                         &forward, options);
  SmallVector<Operation *> result;
  for (Operation &op : body.without_terminator())
    if (forward.contains(&op) == forwardPart)
      result.push_back(&op);
  return result;
}

/// Replaces the result of `op` by `make(result)`.
static void wrap(Operation *op, function_ref<Value(OpBuilder &, Value)> make) {
  OpBuilder builder(op->getContext());
  builder.setInsertionPointAfter(op);
  Value result = op->getResult(0), changed = make(builder, result);
  result.replaceAllUsesExcept(changed, changed.getDefiningOp());
}

static LogicalResult useOperand(Operation *op, unsigned operand) {
  if (op->getNumOperands() <= operand ||
      op->getOperand(operand).getType() != op->getResult(0).getType())
    return failure();
  op->getResult(0).replaceAllUsesWith(op->getOperand(operand));
  return success();
}

static LogicalResult swapOperands(Operation *op) {
  if (op->getNumOperands() != 2 ||
      op->getOperand(0).getType() != op->getOperand(1).getType())
    return failure();
  Value first = op->getOperand(0);
  op->setOperand(0, op->getOperand(1));
  op->setOperand(1, first);
  return success();
}

/// Reads an operand of a product transposed, where that fits its type.
static LogicalResult transpose(Operation *op, unsigned operand) {
  if (!isa<nn::ContractionOpInterface>(op))
    return failure();
  Value value = op->getOperand(operand);
  if (cast<RankedTensorType>(value.getType()).getRank() != 2)
    return failure();
  OpBuilder builder(op);
  Value turned = nn::TransposeOp::create(builder, op->getLoc(), value,
                                         ArrayRef<int64_t>{1, 0});
  if (turned.getType() != value.getType())
    return failure();
  op->setOperand(operand, turned);
  return success();
}

static LogicalResult plant(StringRef fault, Operation *op) {
  Location loc = op->getLoc();
  auto scale = [&](double factor) {
    wrap(op, [&](OpBuilder &builder, Value value) -> Value {
      Value number = nn::constantLike(builder, loc, factor, value);
      return nn::MulOp::create(builder, loc, value, number);
    });
    return success();
  };
  if (fault == "negate")
    return scale(-1.0);
  if (fault == "double")
    return scale(2.0);
  if (fault == "zero")
    return scale(0.0);
  if (fault == "swap")
    return swapOperands(op);
  if (fault == "first" || fault == "second")
    return useOperand(op, fault == "second");
  if (fault == "transpose-lhs" || fault == "transpose-rhs")
    return transpose(op, fault == "transpose-rhs");
  return failure();
}

namespace {
struct SeedFault : aec::impl::SeedFaultPassBase<SeedFault> {
  using SeedFaultPassBase::SeedFaultPassBase;

  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function.getName().starts_with(in + ".") && failed(plantIn(function)))
        return signalPassFailure();
  }

private:
  LogicalResult plantIn(func::FuncOp function) {
    unsigned left = index;
    for (Operation *candidate : candidates(function, forward)) {
      if (candidate->getName().getStringRef() != op || left-- != 0)
        continue;
      if (succeeded(plant(fault, candidate)))
        return success();
      return candidate->emitOpError("does not take the fault '")
             << fault << "'";
    }
    return function.emitOpError("has no ")
           << op << " number " << index.getValue() << " in its "
           << (forward ? "forward" : "backward") << " part";
  }
};
} // namespace
