//===- JacobianNorm.cpp - nn.jacobian_norm to linalg ---------------------===//
#include "dialects/NN/Derivatives.h"

using namespace mlir;
using namespace aec::nn;

// No lowering: aec-expand-jacobians has replaced it by then.
void JacobianNormOp::addLinalgLowering(RewritePatternSet &) {}
