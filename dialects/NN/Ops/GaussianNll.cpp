//===- GaussianNll.cpp - nn.gaussian_nll ----------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Variational.h"
#include <cmath>

using namespace mlir;
using namespace aec::nn;

LogicalResult GaussianNllOp::inferReturnTypes(MLIRContext *,
                                              std::optional<Location> loc,
                                              Adaptor adaptor,
                                              SmallVectorImpl<Type> &types) {
  auto attr = adaptor.getReductionAttr();
  Value prediction = adaptor.getPrediction();
  if (failed(inferLoss(loc, getOperationName(), prediction, adaptor.getTarget(),
                       attr ? attr.getValue() : Reduction::BatchMean,
                       types))) // gaussian_nll_c1
    return failure();
  auto variance = cast<RankedTensorType>(adaptor.getLogVariance().getType());
  if (variance != prediction.getType() && variance.getRank() != 0) // c2
    return emitOptionalError(loc, "'nn.gaussian_nll' op expected a ",
                             "log-variance of ", prediction.getType(),
                             " or one number, found ", variance);
  return success();
}

SmallVector<Value> GaussianNllOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  auto constant = [&](double value) {
    return constantLike(builder, loc, value, getPrediction());
  };
  Value error = SubOp::create(builder, loc, getTarget(), getPrediction());
  // Times exp(-v): one reciprocal fewer than a division by exp(v).
  Value precision = ExpOp::create(
      builder, loc, NegOp::create(builder, loc, getLogVariance()));
  Value distance = MulOp::create(
      builder, loc, SquareOp::create(builder, loc, error), precision);
  Value shift = AddOp::create(builder, loc, getLogVariance(),
                              constant(std::log(2.0 * M_PI)));
  Value twice = AddOp::create(builder, loc, distance, shift);
  Value elements = MulOp::create(builder, loc, twice, constant(0.5));
  return {reduceLoss(builder, loc, elements, getReduction())};
}
