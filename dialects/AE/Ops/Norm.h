//===- Norm.h - What layers that normalise share --------------------------===//
#ifndef AEC_DIALECTS_AE_OPS_NORM_H
#define AEC_DIALECTS_AE_OPS_NORM_H

#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"

namespace aec::ae {

/// Builds nn ops on tensors of one float type.
class NormBuilder {
  using Value = mlir::Value;

public:
  NormBuilder(mlir::OpBuilder &builder, mlir::Location loc)
      : builder(builder), loc(loc) {}

  template <typename OpTy, typename... Args> Value make(Args &&...args) {
    return OpTy::create(builder, loc, std::forward<Args>(args)...)
        ->getResult(0);
  }
  Value constant(double value, Value like) {
    return nn::constantLike(builder, loc, value, like);
  }
  Value mean(Value x, llvm::ArrayRef<int64_t> dims, bool keep) {
    return make<nn::MeanOp>(x, dims, keep);
  }
  /// sqrt(variance + epsilon).
  Value deviation(Value variance, double epsilon) {
    return make<nn::SqrtOp>(
        make<nn::AddOp>(variance, constant(epsilon, variance)));
  }
  /// (x - mean) / deviation over dimension `dim`, a sample at a time.
  Value standardize(Value x, int64_t dim, double epsilon);
  /// [B, C, ...] as [B, C, pixels]; [B, F] as it is.
  Value joinPixels(Value x);
  /// A value a channel, [C], in a shape that repeats along x, [B, C, ...].
  Value alongChannels(Value perChannel, Value x);
  Value reshape(Value x, mlir::Type type);

private:
  mlir::OpBuilder &builder;
  mlir::Location loc;
};

/// A weight of ones and a bias of zeros, `size` each.
llvm::SmallVector<StateSpec> affineStates(mlir::Type input, int64_t size);

/// Fails unless the input has a batch and features, and `epsilon` > 0.
llvm::LogicalResult verifyNorm(mlir::Operation *op, mlir::Type input,
                               double epsilon);

} // namespace aec::ae

#endif // AEC_DIALECTS_AE_OPS_NORM_H
