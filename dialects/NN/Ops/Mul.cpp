//===- Mul.cpp - nn.mul ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void MulOp::buildAdjoint(AdjointBuilder &adjoint) {
  if (adjoint.needs(0))
    adjoint.add(0, adjoint.make<MulOp>(adjoint.grad(), getRhs()));
  if (adjoint.needs(1))
    adjoint.add(1, adjoint.make<MulOp>(adjoint.grad(), getLhs()));
}

OpFoldResult MulOp::fold(FoldAdaptor adaptor) {
  return foldArithmetic(*this, adaptor.getOperands(), 1.0, true,
                        [](double a, double b) { return a * b; });
}
