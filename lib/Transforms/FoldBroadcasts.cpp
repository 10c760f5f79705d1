//===- FoldBroadcasts.cpp - Nothing is repeated in memory -----------------===//
//
// Elementwise ops repeat their operands while they read them, and what is one
// number is computed once. Adjoints of means and losses are full of both.
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_FOLDBROADCASTSPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// A scalar tensor.
static bool isNumber(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getRank() == 0;
}

namespace {

/// An elementwise op repeats its operands itself: a broadcast in front of it
/// becomes a reshape, which costs nothing.
struct FoldBroadcast : OpInterfaceRewritePattern<nn::ElementwiseOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::ElementwiseOpInterface op,
                                PatternRewriter &rewriter) const override {
    // Ops that infer their shape join their operands'; updates take what has
    // the parameter's shape alone.
    if (!isa<InferTypeOpInterface>(op.getOperation()))
      return failure();
    for (OpOperand &operand : op->getOpOperands()) {
      nn::BroadcastOp broadcast = broadcastBehind(operand.get());
      if (!broadcast || !isShapedByOthers(op, operand))
        continue;
      rewriter.setInsertionPoint(op);
      Value source = insertOnes(rewriter, broadcast);
      rewriter.modifyOpInPlace(op, [&] { operand.set(source); });
      return success();
    }
    return failure();
  }

private:
  /// Whether another operand has the result's shape without this one.
  static bool isShapedByOthers(Operation *op, OpOperand &operand) {
    return llvm::any_of(op->getOpOperands(), [&](OpOperand &other) {
      return &other != &operand &&
             other.get().getType() == op->getResult(0).getType() &&
             other.get() != operand.get();
    });
  }

  /// The broadcast an operand is, or is a reshape of where that is one number.
  static nn::BroadcastOp broadcastBehind(Value operand) {
    if (auto broadcast = operand.getDefiningOp<nn::BroadcastOp>())
      return broadcast;
    auto reshape = operand.getDefiningOp<nn::ReshapeOp>();
    auto broadcast = reshape
                         ? reshape.getInput().getDefiningOp<nn::BroadcastOp>()
                         : nn::BroadcastOp();
    return broadcast && isNumber(broadcast.getInput()) ? broadcast
                                                       : nn::BroadcastOp();
  }

  /// The broadcast's input with size 1 where dimensions were added behind or
  /// between; added leading ones need nothing.
  static Value insertOnes(OpBuilder &builder, nn::BroadcastOp broadcast) {
    auto input = broadcast.getInput().getType();
    if (input.getRank() == 0)
      return broadcast.getInput();
    ArrayRef<int64_t> dims = broadcast.getDims();
    int64_t first = dims.front(), rank = broadcast.getType().getRank();
    SmallVector<int64_t> shape(rank - first, 1);
    for (auto [size, dim] : llvm::zip_equal(input.getShape(), dims))
      shape[dim - first] = ShapedType::isDynamic(size) ? -1 : size;
    return nn::ReshapeOp::create(builder, broadcast.getLoc(),
                                 broadcast.getInput(), shape);
  }
};

/// f(broadcast(a), b) of numbers -> broadcast(f(a, b)): computed once.
struct HoistNumbers : OpInterfaceRewritePattern<nn::ElementwiseOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::ElementwiseOpInterface op,
                                PatternRewriter &rewriter) const override {
    nn::BroadcastOp shape;
    SmallVector<Value> numbers;
    for (Value operand : op->getOperands()) {
      auto broadcast = operand.getDefiningOp<nn::BroadcastOp>();
      if (broadcast && operand.getType() == op->getResult(0).getType())
        shape = broadcast;
      numbers.push_back(broadcast ? broadcast.getInput() : operand);
    }
    if (!shape || op->getNumResults() != 1 || !llvm::all_of(numbers, isNumber))
      return failure();
    auto type = cast<RankedTensorType>(op->getResult(0).getType());
    Operation *scalar = rewriter.clone(*op.getOperation());
    scalar->setOperands(numbers);
    scalar->getResult(0).setType(
        RankedTensorType::get({}, type.getElementType()));
    rewriter.replaceOpWithNewOp<nn::BroadcastOp>(
        op, scalar->getResult(0), shape.getLike(), ArrayRef<int64_t>{});
    return success();
  }
};

/// broadcast(broadcast(number)) -> broadcast(number).
struct FoldTwice : OpRewritePattern<nn::BroadcastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::BroadcastOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getInput().getDefiningOp<nn::BroadcastOp>();
    if (!inner || !isNumber(inner.getInput()))
      return failure();
    rewriter.replaceOpWithNewOp<nn::BroadcastOp>(
        op, inner.getInput(), op.getLike(), ArrayRef<int64_t>{});
    return success();
  }
};

/// The size of the batch is read off an argument, so that what needs nothing
/// but it does not wait for a computed tensor.
struct CountOnArgument : OpRewritePattern<nn::CountOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::CountOp op,
                                PatternRewriter &rewriter) const override {
    Value input = op.getInput();
    if (isa<BlockArgument>(input) || op.getDims() != ArrayRef<int64_t>{0} ||
        !nn::hasBatch(input.getType()))
      return failure();
    for (BlockArgument argument : op->getBlock()->getArguments()) {
      auto type = dyn_cast<RankedTensorType>(argument.getType());
      if (!type || !nn::hasBatch(type) ||
          type.getElementType() != op.getType().getElementType())
        continue;
      rewriter.modifyOpInPlace(op,
                               [&] { op.getInputMutable().assign(argument); });
      return success();
    }
    return failure();
  }
};

struct FoldBroadcasts : aec::impl::FoldBroadcastsPassBase<FoldBroadcasts> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<FoldBroadcast, HoistNumbers, FoldTwice, CountOnArgument>(
        &getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
