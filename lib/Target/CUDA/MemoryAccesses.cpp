//===- MemoryAccesses.cpp - What an operation reads and writes ------------===//
#include "MemoryAccesses.h"
#include "aec/Buffers/Attributes.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "mlir/Transforms/RegionUtils.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

Value aec::cuda::rootOf(Value memref) {
  while (auto view = memref.getDefiningOp<ViewLikeOpInterface>())
    memref = view.getViewSource();
  if (memref.getDefiningOp<memref::AllocOp>() ||
      memref.getDefiningOp<memref::GetGlobalOp>())
    return memref;
  auto argument = dyn_cast<BlockArgument>(memref);
  bool isOfFunction =
      argument && isa<func::FuncOp>(argument.getOwner()->getParentOp());
  return isOfFunction ? memref : Value();
}

void MemoryAccesses::add(Value memref, bool isWrite) {
  Value root = rootOf(memref);
  unknown |= !root;
  accesses.push_back({root, memref, isWrite});
}

/// Loads are done again where their number is needed.
void MemoryAccesses::addLoads(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op || isa<ViewLikeOpInterface, memref::AllocOp, memref::DimOp>(op))
    return;
  if (auto load = dyn_cast<memref::LoadOp>(op))
    add(load.getMemRef(), /*isWrite=*/false);
  for (Value operand : op->getOperands())
    addLoads(operand);
}

void MemoryAccesses::addEffects(Operation *op) {
  auto effects = dyn_cast<MemoryEffectOpInterface>(op);
  if (!effects) {
    unknown |= !op->hasTrait<OpTrait::HasRecursiveMemoryEffects>() &&
               !isMemoryEffectFree(op);
    return;
  }
  SmallVector<MemoryEffects::EffectInstance> all;
  effects.getEffects(all);
  for (const MemoryEffects::EffectInstance &effect : all) {
    bool isWrite = isa<MemoryEffects::Write>(effect.getEffect());
    if (!isWrite && !isa<MemoryEffects::Read>(effect.getEffect()))
      continue;
    if (effect.getValue())
      add(effect.getValue(), isWrite);
    else
      unknown = true;
  }
}

MemoryAccesses::MemoryAccesses(Operation *op) {
  op->walk<WalkOrder::PreOrder>([&](Operation *inner) {
    addEffects(inner);
    // Its body is of tensors.
    return isa<cpu::KernelOp>(inner) ? WalkResult::skip()
                                     : WalkResult::advance();
  });
  SetVector<Value> used(op->operand_begin(), op->operand_end());
  getUsedValuesDefinedAbove(op->getRegions(), used);
  for (Value value : used)
    addLoads(value);
}

/// Whether both are plain parts of one memory that have no element in common.
static bool areApart(Value lhs, Value rhs) {
  auto one = lhs.getDefiningOp<memref::SubViewOp>();
  auto other = rhs.getDefiningOp<memref::SubViewOp>();
  if (!one || !other || one.getSource() != other.getSource())
    return false;
  for (unsigned dim = 0; dim < one.getSourceType().getRank(); ++dim) {
    auto end = [&](memref::SubViewOp view) {
      return view.getStaticOffset(dim) +
             (view.getStaticSize(dim) - 1) * view.getStaticStride(dim);
    };
    auto isKnown = [&](memref::SubViewOp view) {
      return !view.isDynamicOffset(dim) && !view.isDynamicSize(dim) &&
             !view.isDynamicStride(dim) && view.getStaticStride(dim) > 0;
    };
    if (isKnown(one) && isKnown(other) &&
        (end(one) < other.getStaticOffset(dim) ||
         end(other) < one.getStaticOffset(dim)))
      return true;
  }
  return false;
}

/// Whether accesses to one memory must keep their order.
static bool mayConflict(const MemoryAccesses::Access &one,
                        const MemoryAccesses::Access &other) {
  return one.root == other.root && (one.isWrite || other.isWrite) &&
         !areApart(one.memref, other.memref);
}

bool MemoryAccesses::conflictWith(const MemoryAccesses &other) const {
  if (unknown || other.unknown)
    return true;
  return llvm::any_of(accesses, [&](const Access &mine) {
    return llvm::any_of(other.accesses, [&](const Access &theirs) {
      return mayConflict(mine, theirs);
    });
  });
}

bool MemoryAccesses::conflictByRows(const MemoryAccesses &other) const {
  if (unknown || other.unknown)
    return false;
  auto isWhole = [](const Access &access) {
    auto type = cast<MemRefType>(access.root.getType());
    return access.root == access.memref && type.getRank() &&
           type.isDynamicDim(0);
  };
  return llvm::all_of(accesses, [&](const Access &mine) {
    return llvm::all_of(other.accesses, [&](const Access &theirs) {
      return !mayConflict(mine, theirs) || (isWhole(mine) && isWhole(theirs));
    });
  });
}

bool MemoryAccesses::writes(StringRef attribute) const {
  return llvm::any_of(accesses, [&](const Access &access) {
    auto argument = dyn_cast_or_null<BlockArgument>(access.root);
    auto func = argument
                    ? dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp())
                    : func::FuncOp();
    return access.isWrite && func &&
           func.getArgAttr(argument.getArgNumber(), attribute);
  });
}
