//===- Indicators.h - 1 where a condition holds, 0 elsewhere --------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_INDICATORS_H
#define AEC_LIB_CONVERSION_NNTOLINALG_INDICATORS_H

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace aec::nn {

/// 1 of the float `type` where two integers or indices are equal, else 0.
inline mlir::Value indicateEqual(mlir::OpBuilder &builder, mlir::Location loc,
                                 mlir::Value lhs, mlir::Value rhs,
                                 mlir::Type type) {
  using namespace mlir;
  Value equal =
      arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq, lhs, rhs);
  auto constant = [&](double value) -> Value {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getFloatAttr(type, value));
  };
  return arith::SelectOp::create(builder, loc, equal, constant(1.0),
                                 constant(0.0));
}

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_INDICATORS_H
