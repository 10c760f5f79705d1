//===- Div.cpp - nn.div ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

void DivOp::buildAdjoint(AdjointBuilder &adjoint) {
  Value quotient = adjoint.make<DivOp>(adjoint.grad(), getRhs());
  if (adjoint.needs(0))
    adjoint.add(0, quotient);
  if (adjoint.needs(1)) {
    Value product = adjoint.make<MulOp>(quotient, getResult());
    adjoint.add(1, adjoint.make<NegOp>(product));
  }
}

OpFoldResult DivOp::fold(FoldAdaptor adaptor) {
  return foldArithmetic(*this, adaptor.getOperands(), 1.0, false,
                        [](double a, double b) { return a / b; });
}
