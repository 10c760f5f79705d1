//===- ShareKernels.cpp - The pass aec-share-kernels ----------------------===//
//
// A step, its halves, its evaluation and the entries have the same forward
// kernels. Loops of each are generated and lowered once, in a function of its
// own that all call: that took a third of the time a program took to compile.
// LLVM's function merging sees such twins too, but behind all of MLIR's
// lowering.
//
//===----------------------------------------------------------------------===//
#include "aec/Target/CPU/Passes.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/MapVector.h"

namespace aec {
#define GEN_PASS_DEF_SHAREKERNELSPASS
#include "aec/Target/CPU/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// The different operands of a kernel, in their order.
static SetVector<Value> operandsOf(Operation *kernel) {
  return {kernel->operand_begin(), kernel->operand_end()};
}

/// Whether operands are the same ones at the same places: a kernel that works
/// in place is another than one that does not.
static bool areAlike(OperandRange lhs, OperandRange rhs) {
  if (lhs.getTypes() != rhs.getTypes())
    return false;
  DenseMap<Value, Value> there, back;
  for (auto [left, right] : llvm::zip_equal(lhs, rhs))
    if (there.try_emplace(left, right).first->second != right ||
        back.try_emplace(right, left).first->second != left)
      return false;
  return true;
}

static bool areTwins(Operation *lhs, Operation *rhs) {
  return lhs->getName() == rhs->getName() &&
         lhs->getAttrDictionary() == rhs->getAttrDictionary() &&
         areAlike(lhs->getOperands(), rhs->getOperands()) &&
         OperationEquivalence::isRegionEquivalentTo(
             &lhs->getRegion(0), &rhs->getRegion(0),
             OperationEquivalence::IgnoreLocations);
}

/// Equal for twins.
static llvm::hash_code hashOf(Operation *kernel) {
  llvm::hash_code hash =
      llvm::hash_value(kernel->getName().getAsOpaquePointer());
  for (Type type : kernel->getOperandTypes())
    hash = llvm::hash_combine(hash, type);
  for (Operation &op : kernel->getRegion(0).front())
    hash = llvm::hash_combine(hash, op.getName().getAsOpaquePointer());
  return hash;
}

namespace {
class ShareKernels : public aec::impl::ShareKernelsPassBase<ShareKernels> {
public:
  void runOnOperation() override {
    // Sets of twins, by the first of them; its hash finds candidates.
    llvm::MapVector<Operation *, SmallVector<Operation *>> twins;
    llvm::DenseMap<size_t, SmallVector<Operation *>> firsts;
    getOperation().walk([&](Operation *op) {
      if (!isa<cpu::KernelOp, cpu::ScanOp>(op) || op->getNumResults() ||
          !op->getParentOfType<func::FuncOp>())
        return;
      SmallVector<Operation *> &near = firsts[hashOf(op)];
      auto *first = llvm::find_if(
          near, [&](Operation *other) { return areTwins(other, op); });
      if (first == near.end()) {
        near.push_back(op);
        twins[op].push_back(op);
      } else {
        twins[*first].push_back(op);
      }
    });
    for (auto &[first, all] : twins)
      if (all.size() > 1)
        share(all);
  }

private:
  void share(ArrayRef<Operation *> twins);
  func::FuncOp makeFunction(Operation *kernel);

  unsigned made = 0;
};
} // namespace

/// A private function with nothing in it but `kernel`, copied.
func::FuncOp ShareKernels::makeFunction(Operation *kernel) {
  OpBuilder builder = OpBuilder::atBlockEnd(getOperation().getBody());
  Location loc = kernel->getLoc();
  SmallVector<Type> types{LLVM::LLVMPointerType::get(&getContext())};
  SetVector<Value> operands = operandsOf(kernel);
  llvm::append_range(types, ValueRange(operands.getArrayRef()).getTypes());
  auto function =
      func::FuncOp::create(builder, loc, "kernel." + std::to_string(made++),
                           builder.getFunctionType(types, {}));
  function.setPrivate();
  function.setArgAttr(0, "ae.runtime", builder.getUnitAttr());
  // Inlined, they would be there several times again.
  function->setAttr("passthrough", builder.getStrArrayAttr({"noinline"}));
  // Private to MLIR is not yet internal to LLVM.
  function->setAttr(
      "llvm.linkage",
      LLVM::LinkageAttr::get(&getContext(), LLVM::Linkage::Internal));
  Block *body = function.addEntryBlock();
  builder.setInsertionPointToStart(body);
  IRMapping mapping;
  mapping.map(operands.getArrayRef(), body->getArguments().drop_front());
  builder.clone(*kernel, mapping);
  func::ReturnOp::create(builder, loc);
  return function;
}

void ShareKernels::share(ArrayRef<Operation *> twins) {
  func::FuncOp function = makeFunction(twins.front());
  for (Operation *kernel : twins) {
    OpBuilder builder(kernel);
    SmallVector<Value> arguments{
        cpu::runtimeOf(kernel->getParentOfType<func::FuncOp>())};
    llvm::append_range(arguments, operandsOf(kernel));
    func::CallOp::create(builder, kernel->getLoc(), function, arguments);
    kernel->erase();
  }
}
