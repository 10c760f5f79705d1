//===- SequenceMask.cpp - nn.sequence_mask to linalg ----------------------===//
#include "Tensors.h"
#include "dialects/NN/Sequence.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(SequenceMaskOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  Type type = op.getType().getElementType();
  SmallVector<OpFoldResult> sizes = sizesOf(rewriter, loc, op.getLike());
  sizes.resize(2);
  Value init = emptyTensor(rewriter, loc, sizes, type);
  AffineMap identity = rewriter.getMultiDimIdentityMap(2);
  SmallVector<utils::IteratorType> iterators(2, utils::IteratorType::parallel);
  rewriter.replaceOpWithNewOp<linalg::GenericOp>(
      op, op.getType(), op.getLengths(), init,
      ArrayRef<AffineMap>{identity.dropResult(1), identity}, iterators,
      [&](OpBuilder &builder, Location loc, ValueRange arguments) {
        Value step = linalg::IndexOp::create(builder, loc, 1);
        step = arith::IndexCastOp::create(builder, loc, arguments[0].getType(),
                                          step);
        Value there = arith::CmpIOp::create(
            builder, loc, arith::CmpIPredicate::slt, step, arguments[0]);
        Value number = arith::UIToFPOp::create(builder, loc, type, there);
        linalg::YieldOp::create(builder, loc, number);
      });
  return success();
}

void SequenceMaskOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
