//===- Sub.cpp - nn.sub ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void SubOp::buildAdjoint(AdjointBuilder &adjoint) {
  if (adjoint.needs(0))
    adjoint.add(0, adjoint.grad());
  if (adjoint.needs(1))
    adjoint.add(1, adjoint.make<NegOp>(adjoint.grad()));
}

OpFoldResult SubOp::fold(FoldAdaptor adaptor) {
  return foldArithmetic(*this, adaptor.getOperands(), 0.0, false,
                        [](double a, double b) { return a - b; });
}
