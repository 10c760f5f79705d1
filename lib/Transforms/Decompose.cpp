//===- Decompose.cpp - Formulas instead of composite ops ------------------===//
//
// Behind the gradients: a loss or a softmax has served its purpose as one op
// with a stable adjoint, and fusion wants to see its elementwise parts. Sums
// over the batch and more (a channel's, over the pixels of all images) become
// two sums. Their dimensions stay apart: joined by a reshape they would stop
// the transposes that choosing a layout inserts.
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_DECOMPOSEPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

struct DecomposeOp : OpInterfaceRewritePattern<nn::DecomposableOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::DecomposableOpInterface op,
                                PatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, op.decompose(rewriter));
    return success();
  }
};

/// A sum over the batch and more: first within each sample, in parallel, then
/// over the samples in their order.
template <typename SumLike> struct SplitSum : OpRewritePattern<SumLike> {
  using OpRewritePattern<SumLike>::OpRewritePattern;

  LogicalResult matchAndRewrite(SumLike op,
                                PatternRewriter &rewriter) const override {
    auto input = cast<RankedTensorType>(op.getInput().getType());
    SmallVector<int64_t> dims = op.getReducedDims();
    if (!nn::hasBatch(input) || dims.size() < 2 || dims.front() != 0 ||
        static_cast<int64_t>(dims.size()) == input.getRank())
      return failure();
    Location loc = op.getLoc();
    Value sum = nn::SumOp::create(rewriter, loc, op.getInput(),
                                  ArrayRef(dims).drop_front(), /*keep=*/false);
    sum = nn::SumOp::create(rewriter, loc, sum, ArrayRef<int64_t>{0},
                            /*keep=*/false);
    auto type = cast<RankedTensorType>(op.getType());
    if (sum.getType() != type)
      sum = nn::ReshapeOp::create(rewriter, loc, sum, type.getShape());
    rewriter.replaceOp(op, sum);
    return success();
  }
};

struct Decompose : aec::impl::DecomposePassBase<Decompose> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<DecomposeOp, SplitSum<nn::SumOp>, SplitSum<nn::SumToOp>>(
        &getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
