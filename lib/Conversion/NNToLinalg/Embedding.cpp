//===- Embedding.cpp - nn.embedding to linalg -----------------------------===//
#include "Rows.h"
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(EmbeddingOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  RankedTensorType type = op.getType();
  int64_t rank = type.getRank();
  SmallVector<OpFoldResult> sizes = sizesOf(rewriter, loc, op.getIndices());
  sizes.push_back(rewriter.getIndexAttr(type.getDimSize(rank - 1)));
  Value init = emptyTensor(rewriter, loc, sizes, type.getElementType());
  AffineMap identity = rewriter.getMultiDimIdentityMap(rank);
  SmallVector<utils::IteratorType> iterators(rank,
                                             utils::IteratorType::parallel);
  rewriter.replaceOpWithNewOp<linalg::GenericOp>(
      op, type, op.getIndices(), init,
      ArrayRef<AffineMap>{identity.dropResult(rank - 1), identity}, iterators,
      [&](OpBuilder &builder, Location loc, ValueRange arguments) {
        Row row(builder, loc, arguments[0], op.getWeight());
        Value column = linalg::IndexOp::create(builder, loc, rank - 1);
        Value element = tensor::ExtractOp::create(
            builder, loc, op.getWeight(), ValueRange{row.index, column});
        linalg::YieldOp::create(builder, loc,
                                row.orZero(builder, loc, element));
      });
  return success();
}

void EmbeddingOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
