//===- FuseElementwise.cpp - Passes over memory become one ----------------===//
//
// What products left over: losses with their gradients, bias gradients with the
// bias' update, updates alone. Ops on the same shape fuse; a reduction over the
// last dimensions ends a group (its value is a row's) or goes on with what
// reads it repeated (softmax), a reduction over the first dimensions begins
// one, with the elementwise ops on its columns behind it.
//
//===----------------------------------------------------------------------===//
#include "Grouping.h"
#include "aec/Transforms/Passes.h"
#include "dialects/NN/Image.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Remarks.h"

namespace aec {
#define GEN_PASS_DEF_FUSEELEMENTWISEPASS
#define GEN_PASS_DEF_VERIFYFUSEDPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

static int64_t inputRank(nn::ReductionOpInterface op) {
  return cast<RankedTensorType>(op->getOperand(0).getType()).getRank();
}

/// The dimensions reduced are the last ones, but not all.
static bool reducesColumns(nn::ReductionOpInterface op) {
  SmallVector<int64_t> dims = op.getReducedDims();
  int64_t rank = inputRank(op), count = dims.size();
  return count > 0 && dims.front() > 0 && dims.front() == rank - count;
}

/// The dimensions reduced are the first ones, but not all.
static bool reducesRows(nn::ReductionOpInterface op) {
  SmallVector<int64_t> dims = op.getReducedDims();
  int64_t count = dims.size();
  return count > 0 && count < inputRank(op) && dims.back() == count - 1;
}

/// Dimensions reduced are all between the batch and the last.
static bool reducesPixels(nn::ReductionOpInterface op) {
  auto input = cast<RankedTensorType>(op->getOperand(0).getType());
  SmallVector<int64_t> dims = op.getReducedDims();
  return input.getRank() > 2 && !dims.empty() && dims.front() == 1 &&
         static_cast<int64_t>(dims.size()) == input.getRank() - 2 &&
         dims.back() == input.getRank() - 2;
}

/// A transpose of samples that gives them another last dimension.
static bool movesColumns(nn::TransposeOp op) {
  ArrayRef<int64_t> permutation = op.getPermutation();
  return permutation.size() > 2 && nn::hasBatch(op.getType()) &&
         permutation.front() == 0 &&
         permutation.back() != static_cast<int64_t>(permutation.size()) - 1;
}

/// Channels that fill enough of a vector for sums over pixels to keep others
/// company.
constexpr int64_t wideChannels = 8;

/// Sums over pixels that end a pass over their image.
static bool endsImage(Operation *op) {
  auto reduction = dyn_cast<nn::ReductionOpInterface>(op);
  return reduction && reducesPixels(reduction) &&
         cast<RankedTensorType>(op->getOperand(0).getType())
                 .getShape()
                 .back() >= wideChannels;
}

/// Ops whose loops nothing else joins.
static bool isAlone(Operation *op) {
  if (auto reduction = dyn_cast<nn::ReductionOpInterface>(op))
    return reducesPixels(reduction) && !endsImage(op);
  if (auto transpose = dyn_cast<nn::TransposeOp>(op))
    return movesColumns(transpose);
  return isa<nn::ImageOpInterface>(op);
}

/// A pool that elementwise ops can follow.
static bool hasEpilogue(Operation *op) {
  auto image = dyn_cast<nn::ImageOpInterface>(op);
  return image && !isa<nn::ContractionOpInterface>(op) &&
         image.allowsEpilogue();
}

/// A transpose that keeps rows together: a copy of them in another order, which
/// a kernel makes by vectors.
static bool movesRows(nn::TransposeOp op) {
  ArrayRef<int64_t> permutation = op.getPermutation();
  return !permutation.empty() &&
         permutation.back() == static_cast<int64_t>(permutation.size()) - 1;
}

/// The space an op's loops run over; none where it is no candidate.
static std::optional<LoopSpace> loopSpace(Operation *op) {
  if (isa<nn::ElementwiseOpInterface>(op)) {
    LoopSpace space = spaceOf(op->getResult(0).getType());
    // Scalars are no loop.
    if (space.empty())
      return std::nullopt;
    return space;
  }
  if (auto transpose = dyn_cast<nn::TransposeOp>(op))
    if (movesRows(transpose))
      return spaceOf(transpose.getType());
  if (auto reduction = dyn_cast<nn::ReductionOpInterface>(op))
    if (reducesColumns(reduction) || endsImage(op))
      return spaceOf(op->getOperand(0).getType());
  return std::nullopt;
}

namespace {

class ElementwiseBuilder {
public:
  ElementwiseBuilder(Operation *root, LoopSpace space)
      : group(root), space(space), elementwiseOnly(hasEpilogue(root)) {
    noteReduction(root);
  }

  void run() {
    for (bool changed = true; changed;) {
      changed = false;
      for (Operation *candidate : candidates())
        if (absorbWithProducers(candidate)) {
          noteReduction(candidate);
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
  /// Elementwise ops that feed `op` alone come along (a mask from an
  /// activation): they would be hoisted in front as passes of their own.
  bool absorbWithProducers(Operation *op) {
    if (!agrees(op))
      return false;
    for (Value operand : op->getOperands()) {
      Operation *def = operand.getDefiningOp();
      if (def && !group.contains(def) && def->hasOneUse() &&
          isa<nn::ElementwiseOpInterface>(def) && loopSpace(def) == space &&
          agrees(def))
        group.absorb(def);
    }
    return group.absorb(op);
  }

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

  void noteReduction(Operation *op) {
    if (auto reduction = dyn_cast<nn::ReductionOpInterface>(op))
      reduced = reduction.getReducedDims();
  }
  /// All reductions of a group are along the same dimensions, and what it
  /// computes is not read in another order.
  bool agrees(Operation *op) const {
    if (elementwiseOnly && !isa<nn::ElementwiseOpInterface>(op))
      return false;
    // Sums over pixels are known behind all of them.
    auto isSum = [&](Operation *other) {
      return other && group.contains(other) && endsImage(other);
    };
    if (llvm::any_of(op->getOperands(), [&](Value operand) {
          return isSum(operand.getDefiningOp());
        }))
      return false;
    if (isa<nn::TransposeOp>(op)) {
      if (llvm::any_of(group.getOps(), endsImage))
        return false;
      Operation *def = op->getOperand(0).getDefiningOp();
      return !def || !group.contains(def);
    }
    auto reduction = dyn_cast<nn::ReductionOpInterface>(op);
    return !reduction || !reduced || *reduced == reduction.getReducedDims();
  }

  Grouping group;
  LoopSpace space;
  /// Nothing but points of the root's result.
  bool elementwiseOnly;
  std::optional<SmallVector<int64_t>> reduced;
};

struct FuseElementwise : aec::impl::FuseElementwisePassBase<FuseElementwise> {
  void runOnOperation() override {
    for (Block &block : getOperation().getBody()) {
      // First what elementwise ops follow for nothing.
      SmallVector<Operation *> pools;
      for (Operation &op : block)
        if (hasEpilogue(&op))
          pools.push_back(&op);
      for (Operation *pool : pools)
        ElementwiseBuilder(pool, spaceOf(pool->getResult(0).getType())).run();
      // Groups erase what stands behind them, so ops are looked up afresh.
      Operation *op = block.empty() ? nullptr : &block.front();
      while (op) {
        Operation *next = op->getNextNode();
        if (auto reduction = dyn_cast<nn::ReductionOpInterface>(op);
            reduction && reducesRows(reduction))
          next = fuse(op, spaceOf(op->getResult(0).getType()));
        else if (isAlone(op))
          next = fuse(op, LoopSpace{0, 0, {}});
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
