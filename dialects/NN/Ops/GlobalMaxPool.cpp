//===- GlobalMaxPool.cpp - nn.global_max_pool ----------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> GlobalMaxPoolOp::decompose(OpBuilder &builder) {
  Value image = getInput();
  if (getInput().getType().getRank() == 3)
    image = asImage(builder, getLoc(), image);
  // Not nn.max, whose gradient equal values share.
  Size2 size = ImageShape::get(image.getType(), false).size;
  Value pooled = MaxPool2dOp::create(
      builder, getLoc(), image, builder.getDenseI64ArrayAttr(size), nullptr,
      builder.getDenseI64ArrayAttr({0, 0, 0, 0}), nullptr);
  return {FlattenOp::create(builder, getLoc(), pooled)};
}
