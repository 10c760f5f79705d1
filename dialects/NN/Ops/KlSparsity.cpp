//===- KlSparsity.cpp - nn.kl_sparsity ------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include <cmath>

using namespace mlir;
using namespace aec::nn;

LogicalResult KlSparsityOp::inferReturnTypes(MLIRContext *,
                                             std::optional<Location> loc,
                                             Adaptor adaptor,
                                             SmallVectorImpl<Type> &types) {
  auto type = cast<RankedTensorType>(adaptor.getInput().getType());
  if (type.getRank() != 2 || !hasBatch(type)) // kl_sparsity_c1
    return emitOptionalError(loc,
                             "'nn.kl_sparsity' op expected activations of ",
                             "shape [batch, features], found ", type);
  double target = adaptor.getTarget().convertToDouble();
  if (!(target > 0 && target < 1)) // kl_sparsity_c2
    return emitOptionalError(loc, "'nn.kl_sparsity' op expected a target ",
                             "between 0 and 1, found ", target);
  Reduction reduction = adaptor.getReductionAttr()
                            ? adaptor.getReductionAttr().getValue()
                            : Reduction::Sum;
  if (reduction == Reduction::BatchMean) // kl_sparsity_c3
    return emitOptionalError(loc, "'nn.kl_sparsity' op expected reduce sum or ",
                             "mean: the batch is averaged already");
  types.push_back(RankedTensorType::get({}, type.getElementType()));
  return success();
}

SmallVector<Value> KlSparsityOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  double p = getTarget().convertToDouble();
  auto scaled = [&](double factor, Value x) -> Value {
    return MulOp::create(builder, loc, x,
                         constantLike(builder, loc, factor, x));
  };
  Value mean = MeanOp::create(builder, loc, getInput(), ArrayRef<int64_t>{0});
  Value rate = ClampOp::create(builder, loc, mean.getType(), mean,
                               builder.getF64FloatAttr(1e-6),
                               builder.getF64FloatAttr(1.0 - 1e-6));
  Value rest =
      SubOp::create(builder, loc, constantLike(builder, loc, 1.0, rate), rate);
  // p log(p / r) + (1 - p) log((1 - p) / (1 - r))
  Value on = scaled(-p, LogOp::create(builder, loc, rate));
  Value off = scaled(p - 1.0, LogOp::create(builder, loc, rest));
  double entropy = p * std::log(p) + (1.0 - p) * std::log(1.0 - p);
  Value sum = AddOp::create(builder, loc, AddOp::create(builder, loc, on, off),
                            constantLike(builder, loc, entropy, rate));
  if (getReduction() == Reduction::Mean)
    return {MeanOp::create(builder, loc, sum, ArrayRef<int64_t>{0})};
  return {SumOp::create(builder, loc, sum, ArrayRef<int64_t>{0})};
}
