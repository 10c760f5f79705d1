//===- Concat.cpp - nn.concat to linalg ----------------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(ConcatOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  SmallVector<OpFoldResult> sizes =
      sizesOf(rewriter, loc, op.getInputs().front());
  int64_t dim = op.getDim();
  sizes[dim] = rewriter.getIndexAttr(op.getType().getDimSize(dim));
  Value result =
      emptyTensor(rewriter, loc, sizes, op.getType().getElementType());
  SmallVector<OpFoldResult> offsets(sizes.size(), rewriter.getIndexAttr(0));
  SmallVector<OpFoldResult> strides(sizes.size(), rewriter.getIndexAttr(1));
  int64_t offset = 0;
  for (Value input : op.getInputs()) {
    int64_t size = cast<RankedTensorType>(input.getType()).getDimSize(dim);
    offsets[dim] = rewriter.getIndexAttr(offset);
    sizes[dim] = rewriter.getIndexAttr(size);
    result = tensor::InsertSliceOp::create(rewriter, loc, input, result,
                                           offsets, sizes, strides);
    offset += size;
  }
  rewriter.replaceOp(op, result);
  return success();
}

void ConcatOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
