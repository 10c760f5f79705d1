//===- ElementwiseLowering.cpp - Elementwise ops as one linalg.generic ----===//
//
// One pattern serves all elementwise ops: broadcasting becomes indexing maps,
// the op's interface builds the body. Updates of parameters get new tensors as
// destinations too; their reuse in place is decided by bufferization, behind a
// parameter's last read.
//
//===----------------------------------------------------------------------===//
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

/// How an operand is read at (d0, d1, ...) of a result of `shape`: aligned at
/// the last dimension, at 0 where a dimension of 1 is repeated.
static AffineMap broadcastMap(Builder &builder, RankedTensorType operand,
                              ArrayRef<int64_t> shape) {
  int64_t added = shape.size() - operand.getRank();
  SmallVector<AffineExpr> exprs;
  for (auto [i, size] : llvm::enumerate(operand.getShape())) {
    bool repeated = size == 1 && shape[i + added] != 1;
    exprs.push_back(repeated ? builder.getAffineConstantExpr(0)
                             : builder.getAffineDimExpr(i + added));
  }
  return AffineMap::get(shape.size(), 0, exprs, builder.getContext());
}

/// Sizes of the result; a dynamic one comes from an operand that has it.
static SmallVector<OpFoldResult> broadcastSizes(OpBuilder &builder,
                                                Location loc,
                                                ValueRange operands,
                                                RankedTensorType result) {
  SmallVector<OpFoldResult> sizes =
      getAsIndexOpFoldResult(builder.getContext(), result.getShape());
  for (int64_t i = 0; i < result.getRank(); ++i) {
    if (!result.isDynamicDim(i))
      continue;
    for (Value operand : operands) {
      auto type = cast<RankedTensorType>(operand.getType());
      int64_t dim = i - (result.getRank() - type.getRank());
      if (dim < 0 || !type.isDynamicDim(dim))
        continue;
      sizes[i] = sizeOf(builder, loc, operand, dim);
      break;
    }
  }
  return sizes;
}

namespace {
class ElementwiseToGeneric : public RewritePattern {
public:
  ElementwiseToGeneric(StringRef name, MLIRContext *context)
      : RewritePattern(name, /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    SmallVector<Value> operands = llvm::to_vector(
        llvm::make_filter_range(op->getOperands(), [](Value operand) {
          return isa<RankedTensorType>(operand.getType());
        }));
    auto shape = cast<RankedTensorType>(op->getResult(0).getType()).getShape();
    Location loc = op->getLoc();
    SmallVector<AffineMap> maps;
    for (Value operand : operands)
      maps.push_back(broadcastMap(
          rewriter, cast<RankedTensorType>(operand.getType()), shape));
    maps.append(op->getNumResults(),
                rewriter.getMultiDimIdentityMap(shape.size()));
    SmallVector<Value> inits = makeInits(op, operands, rewriter);
    SmallVector<utils::IteratorType> iterators(shape.size(),
                                               utils::IteratorType::parallel);
    auto elementwise = cast<ElementwiseOpInterface>(op);
    SmallVector<Value> uniforms = elementwise.buildUniforms(rewriter, loc);
    auto buildBody = [&](OpBuilder &nested, Location loc, ValueRange elements) {
      linalg::YieldOp::create(
          nested, loc,
          elementwise.buildScalars(
              nested, loc, elements.take_front(operands.size()), uniforms));
    };
    rewriter.replaceOpWithNewOp<linalg::GenericOp>(
        op, op->getResultTypes(), operands, inits, maps, iterators, buildBody);
    return success();
  }

private:
  static SmallVector<Value> makeInits(Operation *op, ValueRange operands,
                                      PatternRewriter &rewriter) {
    auto first = cast<RankedTensorType>(op->getResult(0).getType());
    SmallVector<OpFoldResult> sizes =
        broadcastSizes(rewriter, op->getLoc(), operands, first);
    return llvm::map_to_vector(op->getResults(), [&](Value result) {
      return emptyTensor(rewriter, op->getLoc(), sizes,
                         getElementTypeOrSelf(result.getType()));
    });
  }
};
} // namespace

void aec::nn::addElementwiseLowering(RewritePatternSet &patterns,
                                     StringRef name) {
  patterns.add<ElementwiseToGeneric>(name, patterns.getContext());
}
