//===- Normal.cpp - nn.normal to linalg -----------------------------------===//
//
// Box and Muller (1958). The angle is drawn as a sign and a quarter of the
// circle, so that a short polynomial serves for the sine on every path: libm's
// and a vector library's would differ. It is Taylor's up to x^11, off by 6e-8
// at worst: half an ulp of f32 at 1.
//
//===----------------------------------------------------------------------===//
#include "Philox.h"

using namespace mlir;
using namespace aec::nn;

void NormalOp::addLinalgLowering(RewritePatternSet &patterns) {
  addDrawLowering(patterns, getOperationName());
}

SmallVector<Value> NormalOp::buildUniforms(OpBuilder &builder, Location loc) {
  return buildPhiloxUniforms(builder, loc, getSeed(), getStep(), getStream(),
                             getAcrossCalls());
}

/// sin(pi x / 2) for x in [0, 1): its Taylor series in x.
static Value buildQuarterSine(Scalars &s, Value x) {
  constexpr double half = 1.5707963267948966;
  constexpr double factorials[] = {1, 6, 120, 5040, 362880, 39916800};
  double power = half;
  SmallVector<double> coefficients;
  for (int i = 0; i < 6; ++i, power *= half * half)
    coefficients.push_back((i % 2 ? -1 : 1) * power / factorials[i]);
  Value square = s.mul(x, x), sum = s.constant(coefficients.back());
  for (int i = 4; i >= 0; --i)
    sum = s.add(s.mul(sum, square), s.constant(coefficients[i]));
  return s.mul(sum, x);
}

SmallVector<Value> NormalOp::buildScalars(OpBuilder &builder, Location loc,
                                          ValueRange, ValueRange uniforms) {
  Type type = getType().getElementType();
  auto [first, second] = buildPhilox(builder, loc, getType(), uniforms);
  Value u = buildUnit(builder, loc, first, 1, type);
  Value v = buildUnit(builder, loc, second, 0, type);
  Scalars s(builder, loc, u);
  // log(1) may be +0 or -0: the magnitude must not become NaN.
  Value exponent =
      s.max(s.mul(s.make<math::LogOp>(u), s.constant(-2.0)), s.constant(0.0));
  Value radius = s.sqrt(exponent);
  Value size = s.mul(radius, buildQuarterSine(s, v));
  Value one =
      arith::ConstantOp::create(builder, loc, builder.getI32IntegerAttr(1));
  Value bit = s.make<arith::AndIOp>(second, one);
  Value negative =
      arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, bit, one);
  return {s.select(negative, s.neg(size), size)};
}
