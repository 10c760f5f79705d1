//===- GradientPenalty.cpp - nn.gradient_penalty --------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Derivatives.h"
#include <cmath>

using namespace mlir;
using namespace aec::nn;

LogicalResult
GradientPenaltyOp::inferReturnTypes(MLIRContext *, std::optional<Location> loc,
                                    Adaptor adaptor,
                                    SmallVectorImpl<Type> &types) {
  auto type = cast<RankedTensorType>(adaptor.getInput().getType());
  if (!hasBatch(type)) // gradient_penalty_c1
    return emitOptionalError(
        loc,
        "'nn.gradient_penalty' op expected a gradient led by the batch, "
        "found ",
        type);
  double target = adaptor.getTarget().convertToDouble();
  if (!(target >= 0 && std::isfinite(target))) // gradient_penalty_c2
    return emitOptionalError(loc,
                             "'nn.gradient_penalty' op expected a target of 0 "
                             "or more, since no norm is negative, found ",
                             target);
  types.push_back(
      RankedTensorType::get({type.getDimSize(0)}, type.getElementType()));
  return success();
}

SmallVector<Value> GradientPenaltyOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  Value square = SquareOp::create(builder, loc, getInput());
  Value sum = SumOp::create(
      builder, loc, square,
      llvm::to_vector(llvm::seq<int64_t>(1, getInput().getType().getRank())));
  Value positive =
      AddOp::create(builder, loc, sum, constantLike(builder, loc, 1e-12, sum));
  Value norm = SqrtOp::create(builder, loc, positive);
  Value target =
      constantLike(builder, loc, getTarget().convertToDouble(), norm);
  Value distance = SubOp::create(builder, loc, norm, target);
  return {SquareOp::create(builder, loc, distance)};
}
