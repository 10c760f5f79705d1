//===- AdagradUpdate.cpp - nn.adagrad_update to linalg -------------------===//
//
// torch.optim.Adagrad without a decay of the rate: schedules do that.
//
//===----------------------------------------------------------------------===//
#include "Scalars.h"
#include "Uniforms.h"
#include "dialects/NN/Optimizers.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> AdagradUpdateOp::buildUniforms(OpBuilder &builder,
                                                  Location loc) {
  return learningRateUniform(builder, loc, *this);
}

SmallVector<Value> AdagradUpdateOp::buildScalars(OpBuilder &builder,
                                                 Location loc,
                                                 ValueRange elements,
                                                 ValueRange uniforms) {
  Scalars s(builder, loc, elements.front());
  Value parameter = elements[0];
  Value gradient = decayedGradient(s, elements[1], parameter, getWeightDecay());
  Value sum = s.add(elements[2], s.mul(gradient, gradient));
  Value deviation =
      s.add(s.sqrt(sum), s.constant(getEpsilon().convertToDouble()));
  Value change = s.mul(s.div(gradient, deviation), uniforms[0]);
  return {s.sub(parameter, change), sum};
}
