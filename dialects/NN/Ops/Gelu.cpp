//===- Gelu.cpp - nn.gelu -------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include <cmath>

using namespace mlir;
using namespace aec::nn;

/// Phi(x) + x * phi(x), the normal distribution and its density.
static Value exactSlope(AdjointBuilder &adjoint, Value x) {
  Value root = adjoint.make<MulOp>(x, adjoint.constant(M_SQRT1_2, x));
  Value half = adjoint.constant(0.5, x);
  Value erf = adjoint.make<MulOp>(adjoint.make<ErfOp>(root), half);
  Value distribution = adjoint.make<AddOp>(erf, half);
  Value exponent = adjoint.make<NegOp>(adjoint.make<SquareOp>(root));
  Value density = adjoint.make<MulOp>(adjoint.make<ExpOp>(exponent),
                                      adjoint.constant(0.3989422804014327, x));
  return adjoint.make<AddOp>(distribution, adjoint.make<MulOp>(x, density));
}

/// With u = c (x + a x^3) and t = tanh(u):
/// (1 + t) / 2 + x / 2 * (1 - t^2) * c (1 + 3 a x^2).
static Value tanhSlope(AdjointBuilder &adjoint, Value x) {
  constexpr double c = 0.7978845608028654, a = 0.044715;
  Value one = adjoint.constant(1.0, x), half = adjoint.constant(0.5, x);
  Value square = adjoint.make<SquareOp>(x);
  Value cubic = adjoint.make<MulOp>(square, adjoint.constant(a, x));
  Value inner = adjoint.make<MulOp>(adjoint.make<AddOp>(cubic, one), x);
  Value t =
      adjoint.make<TanhOp>(adjoint.make<MulOp>(inner, adjoint.constant(c, x)));
  Value first = adjoint.make<MulOp>(adjoint.make<AddOp>(t, one), half);
  Value curve = adjoint.make<MulOp>(square, adjoint.constant(3.0 * a * c, x));
  Value chain = adjoint.make<AddOp>(curve, adjoint.constant(c, x));
  Value rest = adjoint.make<SubOp>(one, adjoint.make<SquareOp>(t));
  Value second = adjoint.make<MulOp>(adjoint.make<MulOp>(x, half),
                                     adjoint.make<MulOp>(rest, chain));
  return adjoint.make<AddOp>(first, second);
}

void GeluOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value slope = getApproximation() == GeluApproximation::Tanh
                    ? tanhSlope(adjoint, getInput())
                    : exactSlope(adjoint, getInput());
  adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), slope));
}
