//===- Crop2d.cpp - nn.crop2d --------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Crop2dOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  StringRef op = getOperationName();
  Type input = adaptor.getInput().getType();
  bool last = adaptor.getChannelsLast();
  ArrayRef<int64_t> border = adaptor.getBorder();
  if (failed(checkImage(loc, op, "an input", input, last)) ||             // c1
      failed(checkNumbers(loc, op, "a border (top, bottom, left, right)", // c2
                          border, 4, 0)))
    return failure();
  auto [height, width] = ImageShape::get(input, last).size;
  Size2 size{height - border[0] - border[1], width - border[2] - border[3]};
  if (size[0] < 1 || size[1] < 1) // crop2d_c3
    return emitOptionalError(loc, "'nn.crop2d' op leaves ", size[0], " x ",
                             size[1], " of ", height, " x ", width,
                             " pixels; crop less");
  types.push_back(withSize(input, size, last));
  return success();
}

void Crop2dOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(
      0, adjoint.make<Pad2dOp>(adjoint.grad(), getBorder(), getChannelsLast()));
}
