//===- AvgPool1d.cpp - nn.avg_pool1d -------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> AvgPool1dOp::decompose(OpBuilder &builder) {
  return {poolSignal<AvgPool2dOp>(builder, *this)};
}
