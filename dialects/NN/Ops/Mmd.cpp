//===- Mmd.cpp - nn.mmd ---------------------------------------------------===//
//
// Pairs of rows are rolls of the batch, an incomplete U-statistic (Blom 1976;
// Gretton et al. 2012, section 6): the matrix of all pairs has two open sizes,
// which the memory plan excludes, and this has the same mean at `pairs` values
// a sample.
//
//===----------------------------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Sequence.h"
#include "dialects/NN/Variational.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult checkNumbers(std::optional<Location> loc,
                                  MmdOp::Adaptor adaptor) {
  IntegerAttr pairs = adaptor.getPairsAttr();
  if (pairs && pairs.getInt() < 1) // mmd_c2
    return emitOptionalError(loc, "'nn.mmd' op expected 1 pair or more a ",
                             "sample, found ", pairs.getInt());
  DenseF64ArrayAttr scales = adaptor.getScalesAttr();
  if (!scales)
    return success();
  if (scales.empty()) // mmd_c3
    return emitOptionalError(
        loc, "'nn.mmd' op expected one scale or more, such as [1.0], found ",
        "none");
  for (double scale : scales.asArrayRef())
    if (!(scale > 0) || scale > std::numeric_limits<float>::max()) // mmd_c3
      return emitOptionalError(
          loc, "'nn.mmd' op expected positive scales, found ", scale);
  return success();
}

LogicalResult MmdOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> loc,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  auto lhs = cast<RankedTensorType>(adaptor.getLhs().getType());
  Type rhs = adaptor.getRhs().getType();
  if (lhs != rhs || lhs.getRank() != 2 || !hasBatch(lhs)) // mmd_c1
    return emitOptionalError(
        loc, "'nn.mmd' op expected two operands of one type [batch, features],",
        " such as tensor<?x8xf32>, found ", lhs, " and ", rhs);
  if (failed(checkNumbers(loc, adaptor)))
    return failure();
  types.push_back(
      RankedTensorType::get(lhs.getShape().take_front(), lhs.getElementType()));
  return success();
}

namespace {
/// Values of the kernel between rows of [B, 1, d] or [B, P, d].
struct KernelBuilder {
  OpBuilder &builder;
  MmdOp op;

  template <typename OpTy, typename... Args> Value make(Args &&...args) {
    return OpTy::create(builder, op.getLoc(), std::forward<Args>(args)...);
  }

  /// The kernel of one scale; `distances`: squared, [B, P].
  Value scaled(Value distances, double scale) {
    double features = op.getLhs().getType().getDimSize(1);
    Value width =
        constantLike(builder, op.getLoc(), 2 * features * scale, distances);
    if (op.getRbf())
      return make<ExpOp>(make<NegOp>(make<DivOp>(distances, width)));
    return make<DivOp>(width, make<AddOp>(distances, width));
  }

  /// [B, P].
  Value operator()(Value lhs, Value rhs) {
    Value square = make<SquareOp>(make<SubOp>(lhs, rhs));
    Value distances = make<SumOp>(square, ArrayRef<int64_t>{2});
    Value sum;
    for (double scale : op.getScales()) {
      Value value = scaled(distances, scale);
      sum = sum ? make<AddOp>(sum, value) : value;
    }
    return sum;
  }
};
} // namespace

SmallVector<Value> MmdOp::decompose(OpBuilder &builder) {
  KernelBuilder kernel{builder, *this};
  int64_t features = getLhs().getType().getDimSize(1);
  auto own = [&](Value rows) {
    return kernel.make<ReshapeOp>(rows, ArrayRef<int64_t>{-1, 1, features});
  };
  auto others = [&](Value rows) {
    Value repeated =
        kernel.make<RepeatVectorOp>(rows, static_cast<uint64_t>(getPairs()));
    return kernel.make<RollBatchOp>(repeated.getType(), repeated,
                                    /*back=*/false);
  };
  Value x = own(getLhs()), y = own(getRhs());
  Value xs = others(getLhs()), ys = others(getRhs());
  Value alike = kernel.make<AddOp>(kernel(x, xs), kernel(y, ys));
  Value apart = kernel.make<AddOp>(kernel(x, ys), kernel(xs, y));
  return {kernel.make<MeanOp>(kernel.make<SubOp>(alike, apart),
                              ArrayRef<int64_t>{1})};
}
