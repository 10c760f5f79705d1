//===- Pad2d.cpp - nn.pad2d ----------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Pad2dOp::inferReturnTypes(MLIRContext *,
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
  types.push_back(withSize(
      input, {height + border[0] + border[1], width + border[2] + border[3]},
      last));
  return checkSize(loc, op, cast<RankedTensorType>(types.back()));
}

void Pad2dOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<Crop2dOp>(adjoint.grad(), getBorder(),
                                        getChannelsLast()));
}
