//===- L2.cpp - nn.l2 -----------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> L2Op::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  return {reduceLoss(builder, loc, SquareOp::create(builder, loc, getInput()),
                     getReduction())};
}
