//===- RollBatch.cpp - nn.roll_batch to linalg ----------------------------===//
#include "Tensors.h"
#include "dialects/NN/Variational.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

/// The row that `row` takes at place `k` of a batch of `count` rows.
static Value otherRow(OpBuilder &builder, Location loc, Value row, Value k,
                      Value count, bool back) {
  Value one = arith::ConstantIndexOp::create(builder, loc, 1);
  // A batch of one row is its own neighbour.
  Value others = arith::MaxUIOp::create(
      builder, loc, arith::SubIOp::create(builder, loc, count, one), one);
  Value step = arith::AddIOp::create(
      builder, loc, one, arith::RemUIOp::create(builder, loc, k, others));
  Value from = back ? arith::SubIOp::create(builder, loc, count, step) : step;
  Value sum = arith::AddIOp::create(builder, loc, row, from);
  return arith::RemUIOp::create(builder, loc, sum, count);
}

static LogicalResult lower(RollBatchOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  RankedTensorType type = op.getType();
  int64_t rank = type.getRank();
  Value count = tensor::DimOp::create(rewriter, loc, op.getInput(), 0);
  Value init = emptyTensor(rewriter, loc, sizesOf(rewriter, loc, op.getInput()),
                           type.getElementType());
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  rewriter.replaceOpWithNewOp<linalg::GenericOp>(
      op, type, ValueRange(), init, rewriter.getMultiDimIdentityMap(rank),
      iterators, [&](OpBuilder &builder, Location loc, ValueRange) {
        SmallVector<Value> at;
        for (int64_t dim = 0; dim < rank; ++dim)
          at.push_back(linalg::IndexOp::create(builder, loc, dim));
        at[0] = otherRow(builder, loc, at[0], at[1], count, op.getBack());
        Value element =
            tensor::ExtractOp::create(builder, loc, op.getInput(), at);
        linalg::YieldOp::create(builder, loc, element);
      });
  return success();
}

void RollBatchOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
