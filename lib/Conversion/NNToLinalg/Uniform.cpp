//===- Uniform.cpp - nn.uniform to linalg ---------------------------------===//
#include "Philox.h"

using namespace mlir;
using namespace aec::nn;

void UniformOp::addLinalgLowering(RewritePatternSet &patterns) {
  addDrawLowering(patterns, getOperationName());
}

SmallVector<Value> UniformOp::buildUniforms(OpBuilder &builder, Location loc) {
  return buildPhiloxUniforms(builder, loc, getSeed(), getStep(), getStream(),
                             getAcrossCalls());
}

SmallVector<Value> UniformOp::buildScalars(OpBuilder &builder, Location loc,
                                           ValueRange, ValueRange uniforms) {
  auto [word, other] = buildPhilox(builder, loc, getType(), uniforms);
  return {buildUnit(builder, loc, word, 0, getType().getElementType())};
}
