//===- Scale.cpp - nn.scale to linalg -------------------------------------===//
#include "Scalars.h"
#include "Uniforms.h"
#include "dialects/NN/Variational.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> ScaleOp::buildUniforms(OpBuilder &builder, Location loc) {
  return {Uniforms(builder, loc, getInput()).toElement(getFactor())};
}

SmallVector<Value> ScaleOp::buildScalars(OpBuilder &builder, Location loc,
                                         ValueRange elements,
                                         ValueRange uniforms) {
  Scalars s(builder, loc, elements[0]);
  return {s.mul(elements[0], uniforms[0])};
}
