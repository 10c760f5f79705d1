//===- Decompose.cpp - Formulas instead of composite ops ------------------===//
//
// Behind the gradients: a loss or a softmax has served its purpose as one op
// with a stable adjoint, and fusion wants to see its elementwise parts. Sums
// over the batch and more (a channel's, over the pixels of all images) become
// two sums, each along one dimension: loop nests have one reduction each.
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

/// Whether `dims` are the last ones of `rank`, from `first` on.
bool areTrailing(ArrayRef<int64_t> dims, int64_t first, int64_t rank) {
  return llvm::equal(dims, llvm::seq<int64_t>(first, rank));
}

/// Sums along the sorted `dims` behind the batch, dropped from the result; as
/// one dimension where they are the last ones.
Value sumWithinSamples(OpBuilder &builder, Location loc, Value x,
                       ArrayRef<int64_t> dims) {
  SmallVector<int64_t> shape(cast<RankedTensorType>(x.getType()).getShape());
  int64_t first = dims.front(), rank = shape.size();
  if (dims.size() == 1 || !areTrailing(dims, first, rank))
    return nn::SumOp::create(builder, loc, x, dims, /*keep=*/false);
  int64_t joined = 1;
  for (int64_t dim : dims)
    joined *= shape[dim];
  shape.resize(first);
  shape.push_back(joined);
  shape.front() = -1;
  Value flat = nn::ReshapeOp::create(builder, loc, x, shape);
  return nn::SumOp::create(builder, loc, flat, ArrayRef<int64_t>{first},
                           /*keep=*/false);
}

template <typename SumLike> struct SplitSum : OpRewritePattern<SumLike> {
  using OpRewritePattern<SumLike>::OpRewritePattern;

  LogicalResult matchAndRewrite(SumLike op,
                                PatternRewriter &rewriter) const override {
    auto input = cast<RankedTensorType>(op.getInput().getType());
    SmallVector<int64_t> dims = op.getReducedDims();
    if (!nn::hasBatch(input) || dims.size() < 2 ||
        static_cast<int64_t>(dims.size()) == input.getRank())
      return failure();
    bool rows = dims.front() == 0;
    ArrayRef<int64_t> within = ArrayRef(dims).drop_front(rows);
    if (!rows && !areTrailing(within, within.front(), input.getRank()))
      return failure();
    Location loc = op.getLoc();
    Value sum = sumWithinSamples(rewriter, loc, op.getInput(), within);
    if (rows)
      sum = nn::SumOp::create(rewriter, loc, sum, ArrayRef<int64_t>{0},
                              /*keep=*/false);
    auto type = cast<RankedTensorType>(op.getType());
    SmallVector<int64_t> shape(type.getShape());
    if (nn::hasBatch(type))
      shape.front() = -1;
    if (sum.getType() != type)
      sum = nn::ReshapeOp::create(rewriter, loc, sum, shape);
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
