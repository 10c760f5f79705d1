//===- Constant.cpp - nn.constant to linalg ------------------------------===//
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(ConstantOp op, PatternRewriter &rewriter) {
  auto value = DenseElementsAttr::get(
      op.getType(),
      Attribute(rewriter.getFloatAttr(op.getType().getElementType(),
                                      op.getValue().convertToDouble())));
  rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, value);
  return success();
}

void ConstantOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
