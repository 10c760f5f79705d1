//===- AdamUpdate.cpp - nn.adam_update to linalg -------------------------===//
//
// torch.optim.Adam and AdamW. The corrections of the bias and AdamW's decay are
// the same for all elements: computed once, in f64, as PyTorch does.
//
//===----------------------------------------------------------------------===//
#include "Scalars.h"
#include "Uniforms.h"
#include "dialects/NN/Optimizers.h"

using namespace mlir;
using namespace aec::nn;

/// 1 - beta^step.
static Value correction(Uniforms &u, double beta, Value step) {
  Value power = u.make<math::PowFOp>(u.constant(beta), u.toFloat(step));
  return u.sub(u.constant(1.0), power);
}

SmallVector<Value> AdamUpdateOp::buildUniforms(OpBuilder &builder,
                                               Location loc) {
  Uniforms u(builder, loc, getParameter());
  Value one = u.constant(1.0), rate = getLearningRate();
  Value stepSize =
      u.div(rate, correction(u, getBeta1().convertToDouble(), getStep()));
  Value root = u.sqrt(correction(u, getBeta2().convertToDouble(), getStep()));
  Value decay = u.mul(rate, u.constant(getWeightDecay().convertToDouble()));
  return {u.toElement(stepSize), u.toElement(u.div(one, root)),
          u.toElement(u.sub(one, decay))};
}

SmallVector<Value> AdamUpdateOp::buildScalars(OpBuilder &builder, Location loc,
                                              ValueRange elements,
                                              ValueRange uniforms) {
  Scalars s(builder, loc, elements.front());
  double beta1 = getBeta1().convertToDouble();
  double beta2 = getBeta2().convertToDouble();
  Value parameter = elements[0], gradient = elements[1];
  if (getDecoupled())
    parameter = s.mul(parameter, uniforms[2]);
  else
    gradient = decayedGradient(s, gradient, parameter, getWeightDecay());
  Value mean = s.add(elements[2], s.mul(s.sub(gradient, elements[2]),
                                        s.constant(1.0 - beta1)));
  Value square = s.mul(s.mul(gradient, gradient), s.constant(1.0 - beta2));
  Value variance = s.add(s.mul(elements[3], s.constant(beta2)), square);
  Value deviation = s.add(s.mul(s.sqrt(variance), uniforms[1]),
                          s.constant(getEpsilon().convertToDouble()));
  Value change = s.mul(s.div(mean, deviation), uniforms[0]);
  return {s.sub(parameter, change), mean, variance};
}
