//===- L1.cpp - nn.l1 -----------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> L1Op::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  return {reduceLoss(builder, loc, AbsOp::create(builder, loc, getInput()),
                     getReduction())};
}
