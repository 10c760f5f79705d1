//===- Crop2d.cpp - nn.crop2d --------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Crop2dOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  Type input = adaptor.getInput().getType();
  bool last = adaptor.getChannelsLast();
  auto size = inferBordered(loc, getOperationName(), input, // crop2d_c1, c2
                            adaptor.getBorder(), -1, last);
  if (failed(size))
    return failure();
  auto [height, width] = ImageShape::get(input, last).size;
  if ((*size)[0] < 1 || (*size)[1] < 1) // crop2d_c3
    return emitOptionalError(loc, "'nn.crop2d' op leaves ", (*size)[0], " x ",
                             (*size)[1], " of ", height, " x ", width,
                             " pixels; crop less");
  types.push_back(withSize(input, *size, last));
  return success();
}

void Crop2dOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(
      0, adjoint.make<Pad2dOp>(adjoint.grad(), getBorder(), getChannelsLast()));
}
