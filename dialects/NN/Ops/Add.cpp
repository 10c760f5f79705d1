//===- Add.cpp - nn.add ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void AddOp::buildAdjoint(AdjointBuilder &adjoint) {
  for (unsigned operand : {0, 1})
    if (adjoint.needs(operand))
      adjoint.add(operand, adjoint.grad());
}

OpFoldResult AddOp::fold(FoldAdaptor adaptor) {
  return foldArithmetic(*this, adaptor.getOperands(), 0.0, true,
                        [](double a, double b) { return a + b; });
}
