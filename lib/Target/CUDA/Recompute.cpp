//===- Recompute.cpp - What kernels compute again -------------------------===//
#include "DeviceFunction.h"
#include "aec/Buffers/Attributes.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

using namespace mlir;
using namespace aec;

/// Whether memory is written before a function's kernels or staged for them.
static bool isFixed(Value memory) {
  while (auto view = memory.getDefiningOp<ViewLikeOpInterface>()) {
    // aec-stage-scalars and the plan: a place of its own.
    if (view->hasAttr(kStagedAttr))
      return true;
    memory = view.getViewSource();
  }
  if (memory.getDefiningOp<memref::GetGlobalOp>())
    return true;
  auto argument = dyn_cast<BlockArgument>(memory);
  auto func = argument
                  ? dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp())
                  : func::FuncOp();
  if (!func)
    return false;
  auto has = [&](StringRef name) {
    return bool(func.getArgAttr(argument.getArgNumber(), name));
  };
  return !has(kStateAttr) && !has(kOutputAttr) && !has(kLossesAttr) &&
         !has(kArenaAttr);
}

bool aec::cuda::isRecomputed(Operation *op) {
  if (op->getNumRegions())
    return false;
  if (auto load = dyn_cast<memref::LoadOp>(op))
    return isFixed(load.getMemRef());
  return isMemoryEffectFree(op);
}
