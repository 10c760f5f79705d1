//===- VerifyBuffers.cpp - Closes the buffers rung ------------------------===//
//
// What the machine phase relies on. A copy of a state is an error and not a
// remark, because it is how a lost in-place update shows itself: correct, and
// slower by a pass over the weights a step.
//
//===----------------------------------------------------------------------===//
#include "aec/Buffers/Attributes.h"
#include "aec/Buffers/Passes.h"
#include "dialects/CPU/CPU.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

namespace aec {
#define GEN_PASS_DEF_VERIFYBUFFERSPASS
#include "aec/Buffers/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
struct VerifyBuffersPass : aec::impl::VerifyBuffersPassBase<VerifyBuffersPass> {
  void runOnOperation() override;
};
} // namespace

static StringAttr stateOf(Value value) {
  while (auto view = value.getDefiningOp<ViewLikeOpInterface>())
    value = view.getViewSource();
  auto argument = dyn_cast<BlockArgument>(value);
  auto func = argument
                  ? dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp())
                  : func::FuncOp();
  return func ? func.getArgAttrOfType<StringAttr>(argument.getArgNumber(),
                                                  kStateAttr)
              : StringAttr();
}

// buffers_b3
static LogicalResult checkCopy(memref::CopyOp copy, ArrayAttr allowed) {
  for (Value side : {copy.getSource(), copy.getTarget()})
    if (StringAttr state = stateOf(side))
      if (!allowed || !llvm::is_contained(allowed, state))
        return copy.emitOpError("copies state '")
               << state.getValue() << "', expected its update in place";
  return success();
}

static LogicalResult checkOp(Operation *op, ArrayAttr allowed) {
  // buffers_b1
  if (op->getParentOfType<cpu::KernelOp>())
    return success();
  for (Type type : op->getResultTypes())
    if (isa<TensorType>(type))
      return op->emitOpError("makes a tensor (")
             << type << "), expected memrefs alone";
  // buffers_b2
  if (isa<memref::AllocOp, memref::DeallocOp>(op))
    return op->emitOpError(
        "manages memory, expected every buffer in the planned arena");
  if (auto copy = dyn_cast<memref::CopyOp>(op))
    return checkCopy(copy, allowed);
  return success();
}

// buffers_b4
static LogicalResult checkSignature(func::FuncOp func) {
  if (!func.isPublic() || func.isDeclaration() ||
      func->hasAttr(kScheduleOfAttr))
    return success();
  if (func.getNumResults())
    return func.emitOpError("returns ")
           << func.getNumResults()
           << " values, expected none: results are arguments";
  if (!func->hasAttr(kArenaFixedAttr) || !func->hasAttr(kArenaPerSampleAttr))
    return func.emitOpError("does not say how large its arena is, expected '")
           << kArenaFixedAttr << "' and '" << kArenaPerSampleAttr << "'";
  return success();
}

void VerifyBuffersPass::runOnOperation() {
  func::FuncOp func = getOperation();
  auto allowed = func->getAttrOfType<ArrayAttr>(kStateCopiesAttr);
  WalkResult result = func.walk([&](Operation *op) {
    return failed(checkOp(op, allowed)) ? WalkResult::interrupt()
                                        : WalkResult::advance();
  });
  if (result.wasInterrupted() || failed(checkSignature(func)))
    signalPassFailure();
}
