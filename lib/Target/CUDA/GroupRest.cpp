//===- GroupRest.cpp - The pass aec-group-rest ----------------------------===//
#include "aec/Target/CUDA/Passes.h"
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace aec {
#define GEN_PASS_DEF_GROUPRESTPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// Numbers are computed by one thread anyway.
static bool isWorthIt(Operation &op) {
  return isa<nn::NNDialect>(op.getDialect()) && op.getNumOperands() &&
         op.getNumResults() && op.getNumRegions() == 0 &&
         llvm::all_of(op.getResultTypes(), llvm::IsaPred<RankedTensorType>) &&
         llvm::any_of(op.getOperandTypes(), [](Type type) {
           auto tensor = dyn_cast<RankedTensorType>(type);
           return tensor && tensor.getRank();
         });
}

static void group(Operation &op) {
  OpBuilder builder(&op);
  llvm::SetVector<Value> inputs(op.operand_begin(), op.operand_end());
  auto group = nn::GroupOp::create(builder, op.getLoc(), op.getResultTypes(),
                                   inputs.getArrayRef());
  Block *body = builder.createBlock(&group.getBody());
  IRMapping mapping;
  for (Value input : inputs)
    mapping.map(input, body->addArgument(input.getType(), input.getLoc()));
  Operation *inner = builder.clone(op, mapping);
  nn::YieldOp::create(builder, op.getLoc(), inner->getResults());
  op.replaceAllUsesWith(group.getResults());
  op.erase();
}

namespace {
struct GroupRestPass : aec::impl::GroupRestPassBase<GroupRestPass> {
  void runOnOperation() override {
    if (getOperation().isDeclaration())
      return;
    for (Operation &op :
         llvm::make_early_inc_range(getOperation().getBody().front()))
      if (isWorthIt(op))
        group(op);
  }
};
} // namespace
