//===- CrossEntropy.cpp - nn.cross_entropy --------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Categorical.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> CrossEntropyOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  Value log = LogOp::create(builder, loc, getPrediction());
  Value cut = MaximumOp::create(builder, loc, log,
                                constantLike(builder, loc, -100.0, log));
  return {categoricalLoss(builder, *this, cut)};
}
