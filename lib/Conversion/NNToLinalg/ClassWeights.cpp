//===- ClassWeights.cpp - nn.class_weights to linalg ---------------------===//
//
// A chain of selections rather than a table: a handful of classes needs no
// memory, and an index outside reads none.
//
//===----------------------------------------------------------------------===//
#include "Tensors.h"
#include "dialects/NN/Data.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(ClassWeightsOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  Type type = op.getElementType();
  Value init =
      emptyTensor(rewriter, loc, sizesOf(rewriter, loc, op.getIndices()), type);
  AffineMap identity = rewriter.getMultiDimIdentityMap(1);
  rewriter.replaceOpWithNewOp<linalg::GenericOp>(
      op, op.getType(), op.getIndices(), init, ArrayRef{identity, identity},
      utils::IteratorType::parallel,
      [&](OpBuilder &builder, Location loc, ValueRange arguments) {
        Value index = arguments[0];
        auto number = [&](double value) -> Value {
          return arith::ConstantOp::create(builder, loc,
                                           builder.getFloatAttr(type, value));
        };
        Value weight = number(0.0);
        for (auto [place, value] : llvm::enumerate(op.getWeights())) {
          Value expected = arith::ConstantOp::create(
              builder, loc, builder.getIntegerAttr(index.getType(), place));
          Value hit = arith::CmpIOp::create(
              builder, loc, arith::CmpIPredicate::eq, index, expected);
          weight =
              arith::SelectOp::create(builder, loc, hit, number(value), weight);
        }
        linalg::YieldOp::create(builder, loc, weight);
      });
  return success();
}

void ClassWeightsOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
