//===- Gradient.cpp - nn.gradient to linalg ------------------------------===//
#include "dialects/NN/NN.h"

using namespace mlir;
using namespace aec::nn;

// No lowering: the gradient pass has replaced it by then.
void GradientOp::addLinalgLowering(RewritePatternSet &) {}
