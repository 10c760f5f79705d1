//===- FuseElementwise.cpp - Passes over memory become one ----------------===//
//
// What products left over: losses with their gradients, bias gradients with the
// bias' update, updates alone. Ops on the same [rows, columns] space fuse; a
// reduction over columns ends a group (its value is a row's), a reduction over
// rows begins one, with the elementwise ops on its columns behind it.
//
//===----------------------------------------------------------------------===//
#include "Grouping.h"
#include "aec/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Remarks.h"

namespace aec {
#define GEN_PASS_DEF_FUSEELEMENTWISEPASS
#define GEN_PASS_DEF_VERIFYFUSEDPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// Dimensions reduced are the last ones, the batch not among them.
static bool reducesColumns(nn::ReductionOpInterface op) {
  auto input = cast<RankedTensorType>(op->getOperand(0).getType());
  SmallVector<int64_t> dims = op.getReducedDims();
  return nn::hasBatch(input) && !dims.empty() && dims.front() > 0 &&
         llvm::equal(dims, llvm::seq<int64_t>(dims.front(), input.getRank()));
}

/// The leading dimension alone is reduced.
static bool reducesRows(nn::ReductionOpInterface op) {
  return op.getReducedDims() == SmallVector<int64_t>{0} &&
         cast<RankedTensorType>(op->getOperand(0).getType()).getRank() > 1;
}

/// The space an op's loops run over; none where it is no candidate.
static std::optional<LoopSpace> loopSpace(Operation *op) {
  if (isa<nn::ElementwiseOpInterface>(op)) {
    LoopSpace space = spaceOf(op->getResult(0).getType());
    // Scalars are no loop.
    if (space.rows == 1 && space.columns == 1)
      return std::nullopt;
    return space;
  }
  if (auto reduction = dyn_cast<nn::ReductionOpInterface>(op))
    if (reducesColumns(reduction))
      return spaceOf(op->getOperand(0).getType());
  return std::nullopt;
}

namespace {

class ElementwiseBuilder {
public:
  ElementwiseBuilder(Operation *root, LoopSpace space)
      : group(root), space(space) {}

  void run() {
    for (bool changed = true; changed;) {
      changed = false;
      for (Operation *candidate : candidates())
        if (group.absorb(candidate)) {
          changed = true;
          break;
        }
    }
    remark::passed(group.getOps().front()->getLoc(),
                   remark::RemarkOpts::name("elementwise").category("fusion"))
        << std::to_string(group.getOps().size()) +
               " ops in one pass over memory";
    group.materialize();
  }

private:
  /// Ops of the same space that share a value with the group: users of its
  /// results and other readers of its operands.
  SmallVector<Operation *> candidates() const {
    llvm::SetVector<Operation *> found;
    auto consider = [&](Operation *op) {
      if (group.contains(op) || op->getBlock() != front()->getBlock() ||
          op->isBeforeInBlock(front()))
        return;
      std::optional<LoopSpace> other = loopSpace(op);
      if (other && *other == space)
        found.insert(op);
    };
    for (Operation *op : group.getOps()) {
      for (Operation *user : op->getUsers())
        consider(user);
      for (Value operand : op->getOperands())
        if (isa<RankedTensorType>(operand.getType()) &&
            spaceOf(operand.getType()) == space)
          for (Operation *user : operand.getUsers())
            consider(user);
    }
    return found.takeVector();
  }

  Operation *front() const { return group.getOps().front(); }

  Grouping group;
  LoopSpace space;
};

struct FuseElementwise : aec::impl::FuseElementwisePassBase<FuseElementwise> {
  void runOnOperation() override {
    for (Block &block : getOperation().getBody()) {
      // Groups erase what stands behind them, so ops are looked up afresh.
      Operation *op = block.empty() ? nullptr : &block.front();
      while (op) {
        Operation *next = op->getNextNode();
        if (auto reduction = dyn_cast<nn::ReductionOpInterface>(op);
            reduction && reducesRows(reduction))
          next = fuse(op, spaceOf(op->getResult(0).getType()));
        else if (std::optional<LoopSpace> space = loopSpace(op))
          next = fuse(op, *space);
        op = next;
      }
    }
  }

private:
  static Operation *fuse(Operation *root, LoopSpace space) {
    // An anchor that survives: the group takes the place of its root.
    OpBuilder builder(root);
    Operation *previous = root->getPrevNode();
    Block *block = root->getBlock();
    ElementwiseBuilder(root, space).run();
    // Hoisted ops now stand between: they are looked at as well.
    Operation *next = previous ? previous->getNextNode() : &block->front();
    while (next && isa<nn::GroupOp>(next))
      next = next->getNextNode();
    return next;
  }
};

struct VerifyFused : aec::impl::VerifyFusedPassBase<VerifyFused> {
  void runOnOperation() override {
    WalkResult result = getOperation().walk([](Operation *op) {
      bool inGroup = isa_and_present<nn::GroupOp>(op->getParentOp());
      if (isa<nn::DecomposableOpInterface>(op) ||
          (isa<nn::ContractionOpInterface>(op) && !inGroup)) {
        op->emitOpError("is left outside a group behind the fused phase");
        return WalkResult::interrupt();
      }
      return WalkResult::advance();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }
};

} // namespace
