//===- Eye.cpp - nn.eye to linalg ----------------------------------------===//
#include "Indicators.h"
#include "Tensors.h"
#include "dialects/NN/Derivatives.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(EyeOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  Type type = op.getElementType();
  OpFoldResult size = rewriter.getIndexAttr(static_cast<int64_t>(op.getSize()));
  Value init = emptyTensor(rewriter, loc, {size, size}, type);
  SmallVector<utils::IteratorType> iterators(2, utils::IteratorType::parallel);
  rewriter.replaceOpWithNewOp<linalg::GenericOp>(
      op, op.getType(), ValueRange(), init,
      ArrayRef{rewriter.getMultiDimIdentityMap(2)}, iterators,
      [&](OpBuilder &builder, Location loc, ValueRange) {
        Value row = linalg::IndexOp::create(builder, loc, 0);
        Value column = linalg::IndexOp::create(builder, loc, 1);
        linalg::YieldOp::create(builder, loc,
                                indicateEqual(builder, loc, row, column, type));
      });
  return success();
}

void EyeOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
