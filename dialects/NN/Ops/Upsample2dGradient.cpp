//===- Upsample2dGradient.cpp - nn.upsample2d_gradient -------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Upsample2dGradientOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
    SmallVectorImpl<Type> &types) {
  StringRef op = getOperationName();
  Type image = adaptor.getGrad().getType();
  bool last = adaptor.getChannelsLast();
  if (failed(checkImage(loc, op, "a gradient", image, last)) || // c1
      failed(checkNumbers(loc, op, "factors", adaptor.getFactors(), 2, 1)))
    return failure();
  Size2 size = ImageShape::get(image, last).size;
  ArrayRef<int64_t> factors = adaptor.getFactors();
  if (size[0] % factors[0] != 0 || size[1] % factors[1] != 0) // c3
    return emitOptionalError(loc, "'", op, "' op expected factors that divide ",
                             size[0], " x ", size[1], " pixels, found ",
                             factors[0], " and ", factors[1]);
  size = {size[0] / factors[0], size[1] / factors[1]};
  types.push_back(withSize(image, size, last));
  return success();
}

void Upsample2dGradientOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<Upsample2dOp>(adjoint.grad(), getFactors(),
                                            getBilinear(), getChannelsLast()));
}
