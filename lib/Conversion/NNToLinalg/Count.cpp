//===- Count.cpp - nn.count to linalg ------------------------------------===//
#include "Tensors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(CountOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  Type type = op.getType().getElementType();
  double fixed = 1.0;
  Value count;
  for (int64_t dim : op.getDims()) {
    RankedTensorType input = op.getInput().getType();
    if (!input.isDynamicDim(dim)) {
      fixed *= input.getDimSize(dim);
      continue;
    }
    Value size = tensor::DimOp::create(rewriter, loc, op.getInput(), dim);
    count =
        arith::IndexCastOp::create(rewriter, loc, rewriter.getI64Type(), size);
    count = arith::SIToFPOp::create(rewriter, loc, type, count);
  }
  if (!count) {
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(
        op, DenseElementsAttr::get(
                op.getType(), Attribute(rewriter.getFloatAttr(type, fixed))));
    return success();
  }
  Value factor = arith::ConstantOp::create(rewriter, loc,
                                           rewriter.getFloatAttr(type, fixed));
  count = arith::MulFOp::create(rewriter, loc, count, factor);
  Value init = emptyTensor(rewriter, loc, {}, type);
  rewriter.replaceOpWithNewOp<linalg::FillOp>(op, count, init);
  return success();
}

void CountOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
