//===- EmbeddingGrad.cpp - nn.embedding_grad to linalg --------------------===//
//
// One place behind another, so that the order of the sums is that of the data
// on any number of threads; a row at a time, along which vectors run.
//
//===----------------------------------------------------------------------===//
#include "Rows.h"
#include "Tensors.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec::nn;

/// `table` with a row of `grad`, the place `at`, added to its row `number`.
static Value addRow(OpBuilder &builder, Location loc, EmbeddingGradOp op,
                    ValueRange at, Value table) {
  auto type = cast<RankedTensorType>(table.getType());
  Value number = tensor::ExtractOp::create(builder, loc, op.getIndices(), at);
  Row row(builder, loc, number, table);
  int64_t columns = type.getDimSize(1);
  auto rowType = RankedTensorType::get({columns}, type.getElementType());
  auto slice = [&](ValueRange place) {
    SmallVector<OpFoldResult> offsets = getAsOpFoldResult(place);
    SmallVector<OpFoldResult> sizes(offsets.size(), builder.getIndexAttr(1));
    offsets.push_back(builder.getIndexAttr(0));
    sizes.push_back(builder.getIndexAttr(columns));
    SmallVector<OpFoldResult> strides(offsets.size(), builder.getIndexAttr(1));
    return std::tuple(offsets, sizes, strides);
  };
  auto [from, fromSizes, fromStrides] = slice(at);
  auto [to, toSizes, toStrides] = slice(row.index);
  Value grad = tensor::ExtractSliceOp::create(
      builder, loc, rowType, op.getGrad(), from, fromSizes, fromStrides);
  Value old = tensor::ExtractSliceOp::create(builder, loc, rowType, table, to,
                                             toSizes, toStrides);
  AffineMap identity = builder.getMultiDimIdentityMap(1);
  Value sum = linalg::GenericOp::create(
                  builder, loc, rowType, grad, old,
                  ArrayRef<AffineMap>{identity, identity},
                  utils::IteratorType::parallel,
                  [&](OpBuilder &nested, Location loc, ValueRange arguments) {
                    Value added = row.orZero(nested, loc, arguments[0]);
                    linalg::YieldOp::create(
                        nested, loc,
                        arith::AddFOp::create(nested, loc, arguments[1], added)
                            .getResult());
                  })
                  .getResult(0);
  return tensor::InsertSliceOp::create(builder, loc, sum, table, to, toSizes,
                                       toStrides);
}

static LogicalResult lower(EmbeddingGradOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  auto index = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(rewriter, loc, value);
  };
  SmallVector<Value> ends, begins, steps;
  for (OpFoldResult size : sizesOf(rewriter, loc, op.getIndices())) {
    ends.push_back(getValueOrCreateConstantIndexOp(rewriter, loc, size));
    begins.push_back(index(0));
    steps.push_back(index(1));
  }
  Value zeros =
      filledTensor(rewriter, loc, sizesOf(rewriter, loc, op.getLike()),
                   op.getType().getElementType(), 0.0);
  scf::LoopNest nest = scf::buildLoopNest(
      rewriter, loc, begins, ends, steps, zeros,
      [&](OpBuilder &builder, Location loc, ValueRange at, ValueRange tables) {
        return scf::ValueVector{addRow(builder, loc, op, at, tables[0])};
      });
  rewriter.replaceOp(op, nest.results);
  return success();
}

void EmbeddingGradOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
