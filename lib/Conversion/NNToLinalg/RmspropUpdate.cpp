//===- RmspropUpdate.cpp - nn.rmsprop_update to linalg -------------------===//
//
// torch.optim.RMSprop, not centered.
//
//===----------------------------------------------------------------------===//
#include "Scalars.h"
#include "Uniforms.h"
#include "dialects/NN/Optimizers.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> RmspropUpdateOp::buildUniforms(OpBuilder &builder,
                                                  Location loc) {
  return learningRateUniform(builder, loc, *this);
}

SmallVector<Value> RmspropUpdateOp::buildScalars(OpBuilder &builder,
                                                 Location loc,
                                                 ValueRange elements,
                                                 ValueRange uniforms) {
  Scalars s(builder, loc, elements.front());
  Value parameter = elements[0];
  Value gradient = decayedGradient(s, elements[1], parameter, getWeightDecay());
  double alpha = getAlpha().convertToDouble();
  Value square = s.mul(s.mul(gradient, gradient), s.constant(1.0 - alpha));
  Value average = s.add(s.mul(elements[2], s.constant(alpha)), square);
  Value deviation =
      s.add(s.sqrt(average), s.constant(getEpsilon().convertToDouble()));
  Value direction = s.div(gradient, deviation);
  SmallVector<Value> results{Value(), average};
  if (!getMomentumBuffer().empty()) {
    Value momentum = s.constant(getMomentum().convertToDouble());
    direction = s.add(s.mul(elements[3], momentum), direction);
    results.push_back(direction);
  }
  results.front() = s.sub(parameter, s.mul(direction, uniforms[0]));
  return results;
}
