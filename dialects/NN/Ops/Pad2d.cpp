//===- Pad2d.cpp - nn.pad2d ----------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Pad2dOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> loc,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  Type input = adaptor.getInput().getType();
  bool last = adaptor.getChannelsLast();
  auto size = inferBordered(loc, getOperationName(), input, // pad2d_c1, c2
                            adaptor.getBorder(), 1, last);
  if (failed(size))
    return failure();
  types.push_back(withSize(input, *size, last));
  return checkSize(loc, getOperationName(),
                   cast<RankedTensorType>(types.back()));
}

void Pad2dOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<Crop2dOp>(adjoint.grad(), getBorder(),
                                        getChannelsLast()));
}
