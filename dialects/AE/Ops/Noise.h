//===- Noise.h - What layers that add noise share -------------------------===//
#ifndef AEC_DIALECTS_AE_OPS_NOISE_H
#define AEC_DIALECTS_AE_OPS_NOISE_H

#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"

namespace aec::ae {

/// 0 with `probability`, elsewhere `kept`, for each element of `like`.
mlir::Value drawMask(PureBuilder &builder, mlir::Location loc, mlir::Value like,
                     double probability, double kept = 1.0);

/// Fails unless `value` is in [0, 1].
llvm::LogicalResult verifyProbability(mlir::Operation *op, double value);

} // namespace aec::ae

#endif // AEC_DIALECTS_AE_OPS_NOISE_H
