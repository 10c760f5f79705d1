//===- Losses.h - Whether a step's loss is finite -------------------------===//
#ifndef AEC_BUFFERS_LOSSES_H
#define AEC_BUFFERS_LOSSES_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace aec {

/// Compares the magnitude of the total, losses[0], with infinity: OLT holds
/// where it is finite, UGE where it is infinite or NaN.
inline mlir::Value compareWithInfinity(mlir::OpBuilder &builder,
                                       mlir::Location loc, mlir::Value losses,
                                       mlir::arith::CmpFPredicate predicate) {
  using namespace mlir;
  Value zero = arith::ConstantIndexOp::create(builder, loc, 0);
  Value total = memref::LoadOp::create(builder, loc, losses, zero);
  auto type = cast<FloatType>(total.getType());
  Value infinity = arith::ConstantOp::create(
      builder, loc,
      builder.getFloatAttr(type, APFloat::getInf(type.getFloatSemantics())));
  Value magnitude = math::AbsFOp::create(builder, loc, total);
  return arith::CmpFOp::create(builder, loc, predicate, magnitude, infinity);
}

} // namespace aec

#endif // AEC_BUFFERS_LOSSES_H
