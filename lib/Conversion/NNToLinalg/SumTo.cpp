//===- SumTo.cpp - nn.sum_to to linalg -----------------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(SumToOp op, PatternRewriter &rewriter) {
  // First the dimensions that the result lacks, with those that it has as 1;
  // these come back by the reshape.
  RankedTensorType from = op.getInput().getType(), to = op.getType();
  int64_t added = from.getRank() - to.getRank();
  SmallVector<int64_t> dims;
  for (int64_t i = 0; i < from.getRank(); ++i)
    if (i < added || (to.getDimSize(i - added) == 1 && from.getDimSize(i) != 1))
      dims.push_back(i);
  Value sum = reduceSum(rewriter, op.getLoc(), op.getInput(), dims, false);
  rewriter.replaceOp(op, reshape(rewriter, op.getLoc(), sum, to));
  return success();
}

void SumToOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
