//===- HoistNumbers.cpp - The pass aec-hoist-numbers ----------------------===//
#include "aec/Target/CUDA/Passes.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace aec {
#define GEN_PASS_DEF_HOISTNUMBERSPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// Whether `op` computes numbers from numbers, which `known` has outside.
static bool isNumber(Operation &op, IRMapping &known) {
  return op.getNumRegions() == 0 && isMemoryEffectFree(&op) &&
         llvm::none_of(op.getResultTypes(), llvm::IsaPred<ShapedType>) &&
         llvm::all_of(op.getOperands(),
                      [&](Value operand) { return known.contains(operand); });
}

static void hoist(cpu::KernelOp kernel) {
  Block &body = kernel.getBody().front();
  unsigned inputs = kernel.getInputs().size();
  IRMapping outside;
  for (unsigned i = 0; i < inputs; ++i)
    if (!isa<ShapedType>(kernel.getOperand(i).getType()))
      outside.map(body.getArgument(i), kernel.getOperand(i));
  OpBuilder builder(kernel);
  SmallVector<Operation *> numbers;
  for (Operation &op : body.without_terminator())
    if (isNumber(op, outside)) {
      builder.clone(op, outside);
      numbers.push_back(&op);
    }
  for (Operation *op : llvm::reverse(numbers)) {
    // Constants fold better where they are.
    if (op->hasTrait<OpTrait::ConstantLike>() || op->getNumResults() != 1)
      continue;
    Value result = op->getResult(0);
    if (result.use_empty()) {
      op->erase();
      continue;
    }
    kernel.getInputsMutable().append(outside.lookup(result));
    BlockArgument argument =
        body.insertArgument(inputs++, result.getType(), op->getLoc());
    result.replaceAllUsesWith(argument);
    op->erase();
  }
}

namespace {
struct HoistNumbersPass : aec::impl::HoistNumbersPassBase<HoistNumbersPass> {
  void runOnOperation() override {
    getOperation().walk([](cpu::KernelOp kernel) { hoist(kernel); });
  }
};
} // namespace
