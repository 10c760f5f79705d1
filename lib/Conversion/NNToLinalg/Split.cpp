//===- Split.cpp - nn.split to linalg -------------------------------------===//
#include "Tensors.h"
#include "dialects/NN/Attention.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(SplitOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  int64_t dim = op.getDim();
  int64_t size = op.getInput().getType().getDimSize(dim) / op.getNumResults();
  SmallVector<OpFoldResult> sizes = sizesOf(rewriter, loc, op.getInput());
  SmallVector<OpFoldResult> offsets(sizes.size(), rewriter.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(sizes.size(), rewriter.getIndexAttr(1));
  sizes[dim] = rewriter.getIndexAttr(size);
  SmallVector<Value> parts;
  for (auto [i, result] : llvm::enumerate(op.getResults())) {
    offsets[dim] = rewriter.getIndexAttr(i * size);
    parts.push_back(tensor::ExtractSliceOp::create(
        rewriter, loc, cast<RankedTensorType>(result.getType()), op.getInput(),
        offsets, sizes, strides));
  }
  rewriter.replaceOp(op, parts);
  return success();
}

void SplitOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
