//===- StageScalars.cpp - Numbers that kernels share, in memory -----------===//
//
// Kernels compute again what they take from outside (DeviceFunction), which is
// right for sizes and constants, slow for powers, and wrong for an element of a
// buffer whose place another one has by then. Staged, such a number is written
// once and has a place as long as it is read.
//
//===----------------------------------------------------------------------===//
#include "aec/Buffers/Attributes.h"
#include "aec/Target/CUDA/Passes.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/RegionUtils.h"

namespace aec {
#define GEN_PASS_DEF_STAGESCALARSPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
struct StageScalarsPass : aec::impl::StageScalarsPassBase<StageScalarsPass> {
  void runOnOperation() override;

private:
  bool isStaged(Value value);
  bool isCostly(Value value);
  void stage(Value value);

  llvm::DenseMap<Value, bool> costly;
};
} // namespace

/// Whether what a value is computed from needs memory or long arithmetic.
bool StageScalarsPass::isCostly(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op || isa<memref::DimOp>(op))
    return false;
  auto known = costly.find(value);
  if (known != costly.end())
    return known->second;
  bool result =
      isa<memref::LoadOp>(op) || isa<math::MathDialect>(op->getDialect()) ||
      (isa<arith::DivFOp>(op) && value.getType().isF64()) ||
      llvm::any_of(op->getOperands(), [&](Value operand) {
        return operand.getType().isIntOrIndexOrFloat() && isCostly(operand);
      });
  return costly[value] = result;
}

/// Whether operations on memory take `value` from outside.
static bool isTaken(Value value) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    if (user->getNumRegions() || isa<memref::StoreOp>(user))
      return true;
    return user->getBlock() != value.getParentBlock();
  });
}

bool StageScalarsPass::isStaged(Value value) {
  return value.getType().isIntOrFloat() && isCostly(value) && isTaken(value);
}

void StageScalarsPass::stage(Value value) {
  Operation *op = value.getDefiningOp();
  Location loc = value.getLoc();
  OpBuilder first = OpBuilder::atBlockBegin(&getOperation().getBody().front());
  auto type = MemRefType::get({}, value.getType());
  Value place = memref::AllocOp::create(first, loc, type);
  place.getDefiningOp()->setAttr(kStagedAttr, first.getUnitAttr());
  OpBuilder behind(op->getContext());
  behind.setInsertionPointAfter(op);
  auto store = memref::StoreOp::create(behind, loc, value, place);
  // Read where it is used: the place lives until then.
  for (OpOperand &use : llvm::make_early_inc_range(value.getUses())) {
    Operation *user = use.getOwner();
    if (user == store ||
        !(user->getNumRegions() || isa<memref::StoreOp>(user) ||
          user->getBlock() != op->getBlock()))
      continue;
    OpBuilder before(user);
    use.set(memref::LoadOp::create(before, loc, place));
  }
}

void StageScalarsPass::runOnOperation() {
  func::FuncOp func = getOperation();
  if (func.isDeclaration() || func->hasAttr(kScheduleOfAttr))
    return;
  costly.clear();
  // Of the function and of loops, whose bodies the host walks.
  SmallVector<Value> staged;
  func.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<cpu::KernelOp, linalg::LinalgOp>(op))
      return WalkResult::skip();
    for (Value value : op->getResults())
      if (isStaged(value))
        staged.push_back(value);
    return WalkResult::advance();
  });
  for (Value value : staged)
    stage(value);
}
