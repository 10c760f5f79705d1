//===- OneHot.cpp - nn.one_hot to linalg ---------------------------------===//
#include "Indicators.h"
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(OneHotOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  Type type = op.getType().getElementType();
  int64_t rank = op.getType().getRank();
  SmallVector<OpFoldResult> sizes = sizesOf(rewriter, loc, op.getIndices());
  sizes.push_back(rewriter.getIndexAttr(op.getType().getShape().back()));
  Value init = emptyTensor(rewriter, loc, sizes, type);
  AffineMap identity = rewriter.getMultiDimIdentityMap(rank);
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  rewriter.replaceOpWithNewOp<linalg::GenericOp>(
      op, op.getType(), op.getIndices(), init,
      ArrayRef<AffineMap>{identity.dropResult(rank - 1), identity}, iterators,
      [&](OpBuilder &builder, Location loc, ValueRange arguments) {
        Value index = arguments[0];
        Value place = linalg::IndexOp::create(builder, loc, rank - 1);
        Value expected =
            arith::IndexCastOp::create(builder, loc, index.getType(), place);
        linalg::YieldOp::create(
            builder, loc, indicateEqual(builder, loc, index, expected, type));
      });
  return success();
}

void OneHotOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
