//===- GuardUpdates.cpp - A step without a finite loss updates nothing ----===//
//
// The ABI promises that a step, or the half of one that accumulates gradients,
// changed no state where it returns AEC_NONFINITE_LOSS. All updates are behind
// the losses (aec-bufferize-state saw to it), so one condition around the rest
// of the step keeps the promise.
//
//===----------------------------------------------------------------------===//
#include "aec/Buffers/Attributes.h"
#include "aec/Buffers/Losses.h"
#include "aec/Buffers/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

namespace aec {
#define GEN_PASS_DEF_GUARDUPDATESPASS
#include "aec/Buffers/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
struct GuardUpdatesPass : aec::impl::GuardUpdatesPassBase<GuardUpdatesPass> {
  void runOnOperation() override;
};
} // namespace

static Value rootOf(Value value) {
  while (auto view = value.getDefiningOp<ViewLikeOpInterface>())
    value = view.getViewSource();
  return value;
}

static bool carries(Value value, StringRef attribute) {
  auto argument = dyn_cast<BlockArgument>(rootOf(value));
  auto func = argument
                  ? dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp())
                  : func::FuncOp();
  return func && func.getArgAttr(argument.getArgNumber(), attribute);
}

/// Whether a call may write to its operand: unless the callee's argument says
/// `bufferization.access = "read"`, as one-shot bufferization has it.
static bool callWrites(func::CallOp call, unsigned operand) {
  auto callee = SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(
      call, call.getCalleeAttr());
  auto access =
      callee
          ? callee.getArgAttrOfType<StringAttr>(operand, "bufferization.access")
          : StringAttr();
  return !access ||
         (access.getValue() != "read" && access.getValue() != "none");
}

/// Whether `op` or anything in it may write to memory that carries `attribute`.
static bool mayWrite(Operation *op, StringRef attribute) {
  return op
      ->walk([&](Operation *nested) {
        if (auto call = dyn_cast<func::CallOp>(nested)) {
          for (auto [at, operand] : llvm::enumerate(call.getOperands()))
            if (carries(operand, attribute) && callWrites(call, at))
              return WalkResult::interrupt();
          return WalkResult::advance();
        }
        auto effects = dyn_cast<MemoryEffectOpInterface>(nested);
        if (!effects)
          return WalkResult::advance();
        for (Value operand : nested->getOperands())
          if (carries(operand, attribute) &&
              effects.getEffectOnValue<MemoryEffects::Write>(operand))
            return WalkResult::interrupt();
        return WalkResult::advance();
      })
      .wasInterrupted();
}

void GuardUpdatesPass::runOnOperation() {
  func::FuncOp func = getOperation();
  if (func.isDeclaration() ||
      !(func->hasAttr(kStepOfAttr) || func->hasAttr(kAccumulateOfAttr)))
    return;
  Block &body = func.getBody().front();
  Value losses;
  for (BlockArgument argument : func.getArguments())
    if (func.getArgAttr(argument.getArgNumber(), kLossesAttr))
      losses = argument;
  Operation *first = nullptr, *lastLoss = nullptr;
  for (Operation &op : body.without_terminator()) {
    if (!first && mayWrite(&op, kStateAttr))
      first = &op;
    if (mayWrite(&op, kLossesAttr))
      lastLoss = &op;
  }
  if (!first)
    return;
  if (!losses || !lastLoss) {
    func.emitOpError(
        "updates state and has no losses, expected an argument with '")
        << kLossesAttr << "' that it writes";
    return signalPassFailure();
  }
  if (!lastLoss->isBeforeInBlock(first)) {
    InFlightDiagnostic diagnostic =
        first->emitOpError("updates a state before the losses are known, "
                           "expected the losses first");
    diagnostic.attachNote(lastLoss->getLoc()) << "the losses are written here";
    return signalPassFailure();
  }
  OpBuilder builder(first);
  Location loc = lastLoss->getLoc();
  Value finite =
      compareWithInfinity(builder, loc, losses, arith::CmpFPredicate::OLT);
  auto guard =
      scf::IfOp::create(builder, loc, finite, /*withElseRegion=*/false);
  guard->setAttr(kGuardAttr, builder.getUnitAttr());
  Block *then = guard.thenBlock();
  then->getOperations().splice(Block::iterator(then->getTerminator()),
                               body.getOperations(), first->getIterator(),
                               body.getTerminator()->getIterator());
}
