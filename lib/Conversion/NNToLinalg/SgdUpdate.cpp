//===- SgdUpdate.cpp - nn.sgd_update to linalg ---------------------------===//
//
// torch.optim.SGD. The buffer starts as zeros, so that the first step leaves
// the gradient in it, as PyTorch does.
//
//===----------------------------------------------------------------------===//
#include "Scalars.h"
#include "Uniforms.h"
#include "dialects/NN/Optimizers.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> SgdUpdateOp::buildUniforms(OpBuilder &builder,
                                              Location loc) {
  return learningRateUniform(builder, loc, *this);
}

SmallVector<Value> SgdUpdateOp::buildScalars(OpBuilder &builder, Location loc,
                                             ValueRange elements,
                                             ValueRange uniforms) {
  Scalars s(builder, loc, elements.front());
  Value parameter = elements[0];
  Value gradient = decayedGradient(s, elements[1], parameter, getWeightDecay());
  SmallVector<Value> moments;
  if (!getMomentumBuffer().empty()) {
    Value momentum = s.constant(getMomentum().convertToDouble());
    Value buffer = s.add(s.mul(elements[2], momentum), gradient);
    moments.push_back(buffer);
    gradient =
        getNesterov() ? s.add(gradient, s.mul(buffer, momentum)) : buffer;
  }
  Value updated = s.sub(parameter, s.mul(gradient, uniforms[0]));
  moments.insert(moments.begin(), updated);
  return moments;
}
