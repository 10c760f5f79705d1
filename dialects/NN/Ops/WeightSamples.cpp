//===- WeightSamples.cpp - nn.weight_samples ------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Data.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult WeightSamplesOp::inferReturnTypes(MLIRContext *,
                                                std::optional<Location> loc,
                                                Adaptor adaptor,
                                                SmallVectorImpl<Type> &types) {
  for (Value operand : adaptor.getOperands()) {
    auto type = cast<RankedTensorType>(operand.getType());
    if (type.getRank() != 1 || !hasBatch(type) ||
        type != adaptor.getLoss().getType())
      return emitOptionalError( // weight_samples_c1
          loc,
          "'nn.weight_samples' op expected a loss and a weight a sample, "
          "such as tensor<?xf32>, found ",
          adaptor.getLoss().getType(), " and ", adaptor.getWeights().getType());
  }
  types.push_back(adaptor.getLoss().getType());
  return success();
}

SmallVector<Value> WeightSamplesOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  // A constant to gradients, also where the weights were computed.
  Value weights = StopGradientOp::create(builder, loc, getWeights());
  Value mean = MeanOp::create(builder, loc, weights, ArrayRef<int64_t>{0});
  // All weights 0: the sum is 0 whatever it is divided by.
  Value divisor = MaximumOp::create(builder, loc, mean,
                                    constantLike(builder, loc, 1e-30, mean));
  Value product = MulOp::create(builder, loc, getLoss(), weights);
  return {DivOp::create(builder, loc, product, divisor)};
}

Value WeightSamplesOp::getUnweighted() { return getLoss(); }
