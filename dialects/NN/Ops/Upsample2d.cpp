//===- Upsample2d.cpp - nn.upsample2d ------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Upsample2dOp::inferReturnTypes(MLIRContext *,
                                             std::optional<Location> loc,
                                             Adaptor adaptor,
                                             SmallVectorImpl<Type> &types) {
  StringRef op = getOperationName();
  Type image = adaptor.getInput().getType();
  bool last = adaptor.getChannelsLast();
  if (failed(checkImage(loc, op, "an input", image, last)) || // c1
      failed(checkNumbers(loc, op, "factors", adaptor.getFactors(), 2, 1)))
    return failure();
  Size2 size = ImageShape::get(image, last).size;
  for (unsigned axis : {0u, 1u})
    if (llvm::MulOverflow(size[axis], adaptor.getFactors()[axis], size[axis]))
      size[axis] = std::numeric_limits<int64_t>::max(); // checkSize says so
  types.push_back(withSize(image, size, last));
  return checkSize(loc, op, cast<RankedTensorType>(types.back()));
}

void Upsample2dOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<Upsample2dGradientOp>(adjoint.grad(),
                                                    getFactors(), getBilinear(),
                                                    getChannelsLast()));
}
