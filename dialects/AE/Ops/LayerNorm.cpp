//===- LayerNorm.cpp - ae.layer_norm --------------------------------------===//
//
// Ba, Kiros, Hinton (2016), over the last dimension.
//
//===----------------------------------------------------------------------===//
#include "Norm.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult LayerNormOp::verify() {
  return verifyNorm(*this, getInput().getType(),
                    getEpsilon().convertToDouble()); // layer_norm_c1, c2
}

SmallVector<StateSpec> LayerNormOp::getStates() {
  return affineStates(getInput().getType(),
                      getInput().getType().getShape().back());
}

Value LayerNormOp::buildPure(PureBuilder &builder) {
  NormBuilder norm(builder, getLoc());
  Value x = builder.operand(0);
  int64_t last = cast<RankedTensorType>(x.getType()).getRank() - 1;
  Value standard = norm.standardize(x, last, getEpsilon().convertToDouble());
  Value scaled = norm.make<nn::MulOp>(standard, builder.state(0));
  return norm.make<nn::AddOp>(scaled, builder.state(1));
}
