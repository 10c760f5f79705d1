//===- GlobalAvgPool.cpp - nn.global_avg_pool ----------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult GlobalAvgPoolOp::inferReturnTypes(MLIRContext *,
                                                std::optional<Location> loc,
                                                Adaptor adaptor,
                                                SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (failed(checkChannels(loc, getOperationName(), input))) // c1
    return failure();
  types.push_back(RankedTensorType::get(input.getShape().take_front(2),
                                        input.getElementType()));
  return success();
}

SmallVector<Value> GlobalAvgPoolOp::decompose(OpBuilder &builder) {
  SmallVector<int64_t> pixels =
      llvm::to_vector(llvm::seq<int64_t>(2, getInput().getType().getRank()));
  return {MeanOp::create(builder, getLoc(), getInput(), pixels)};
}
