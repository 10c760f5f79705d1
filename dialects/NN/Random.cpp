//===- Random.cpp - Generated definitions of the family -------------------===//
#include "dialects/NN/Random.h"
#include "dialects/NN/Syntax.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult aec::nn::verifyDraw(Operation *op, Type like, Type result) {
  if (hasBatch(result) && !hasBatch(like))
    return op->emitOpError("draws for a batch and expected `like` to have it, "
                           "found ")
           << like;
  return success();
}

#define GET_OP_CLASSES
#include "dialects/NN/NNRandom.cpp.inc"
