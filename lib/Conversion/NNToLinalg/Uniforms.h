//===- Uniforms.h - Scalars that are the same for all elements ------------===//
//
// Computed once before the loop, in f64 whatever the element type, and rounded
// to the element type at the end: 1 - 0.999^1 in f32 would lose four digits.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_UNIFORMS_H
#define AEC_LIB_CONVERSION_NNTOLINALG_UNIFORMS_H

#include "Scalars.h"

namespace aec::nn {

/// Builds f64 arithmetic for an update of `parameter`.
class Uniforms {
  using Value = mlir::Value;

public:
  Uniforms(mlir::OpBuilder &builder, mlir::Location loc, Value parameter)
      : builder(builder), loc(loc),
        elementType(mlir::getElementTypeOrSelf(parameter)) {}

  Value constant(double value) {
    return mlir::arith::ConstantOp::create(builder, loc,
                                           builder.getF64FloatAttr(value));
  }
  template <typename OpTy, typename... Operands>
  Value make(Operands... operands) {
    return OpTy::create(builder, loc, operands...);
  }
  Value sub(Value a, Value b) { return make<mlir::arith::SubFOp>(a, b); }
  Value mul(Value a, Value b) { return make<mlir::arith::MulFOp>(a, b); }
  Value div(Value a, Value b) { return make<mlir::arith::DivFOp>(a, b); }
  Value sqrt(Value x) { return make<mlir::math::SqrtOp>(x); }
  Value toFloat(Value integer) {
    return mlir::arith::SIToFPOp::create(builder, loc, builder.getF64Type(),
                                         integer);
  }
  /// An f64 value rounded to the parameter's element type.
  Value toElement(Value value) {
    if (elementType.isF64())
      return value;
    return mlir::arith::TruncFOp::create(builder, loc, elementType, value);
  }

private:
  mlir::OpBuilder &builder;
  mlir::Location loc;
  mlir::Type elementType;
};

/// The uniforms of an update that scales by the learning rate and no more.
template <typename UpdateOp>
llvm::SmallVector<mlir::Value>
learningRateUniform(mlir::OpBuilder &builder, mlir::Location loc, UpdateOp op) {
  Uniforms u(builder, loc, op.getParameter());
  return {u.toElement(op.getLearningRate())};
}

/// The gradient with the L2 penalty's: gradient + decay * parameter.
inline mlir::Value decayedGradient(Scalars &s, mlir::Value gradient,
                                   mlir::Value parameter,
                                   const llvm::APFloat &decay) {
  if (decay.isZero())
    return gradient;
  return s.add(gradient, s.mul(parameter, s.constant(decay.convertToDouble())));
}

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_UNIFORMS_H
