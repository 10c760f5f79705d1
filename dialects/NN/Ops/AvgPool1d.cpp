//===- AvgPool1d.cpp - nn.avg_pool1d -------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult AvgPool1dOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> loc,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  FailureOr<RankedTensorType> pooled = inferPooledSignal(
      loc, getOperationName(), adaptor.getInput().getType(),
      adaptor.getKernel(), adaptor.getStridesAttr(), adaptor.getPaddingAttr());
  if (failed(pooled))
    return failure();
  types.push_back(*pooled);
  return success();
}

SmallVector<Value> AvgPool1dOp::decompose(OpBuilder &builder) {
  Value image = asImage(builder, getLoc(), getInput());
  SignalWindow window(builder, getKernel(), getStrides(), getPadding());
  Value pooled = AvgPool2dOp::create(builder, getLoc(), image, window.kernel,
                                     window.strides, window.padding, nullptr);
  return {asSignal(builder, getLoc(), pooled)};
}
