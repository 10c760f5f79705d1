//===- Jacobians.h - nn.jacobian_norm becomes gradients -------------------===//
//
// Part of the gradient pass, because a norm is simplified when its inner
// gradient is known and its outer one not yet taken.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TRANSFORMS_JACOBIANS_H
#define AEC_LIB_TRANSFORMS_JACOBIANS_H

#include "dialects/NN/Derivatives.h"

namespace aec {

/// Replaces an nn.gradient by adjoints, starting from a gradient of its value
/// (null: ones); fails with a diagnostic where an adjoint is missing.
using Differentiate =
    llvm::function_ref<llvm::LogicalResult(nn::GradientOp, mlir::Value)>;

/// Replaces `op` by the sum over the units of its value of the squared norm of
/// each unit's gradient.
llvm::LogicalResult expandJacobian(nn::JacobianNormOp op,
                                   Differentiate differentiate);

} // namespace aec

#endif // AEC_LIB_TRANSFORMS_JACOBIANS_H
