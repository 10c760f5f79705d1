//===- MaxPool1d.cpp - nn.max_pool1d -------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> MaxPool1dOp::decompose(OpBuilder &builder) {
  return {poolSignal<MaxPool2dOp>(builder, *this)};
}
