//===- Rows.h - Rows of a table by index ----------------------------------===//
//
// An index is data: outside the table it reads row 0 and gives zero, so that
// no value of it reaches memory that is not the table's.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_ROWS_H
#define AEC_LIB_CONVERSION_NNTOLINALG_ROWS_H

#include "dialects/NN/Sequence.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace aec::nn {

struct Row {
  /// Whether the table has the row, and its index or 0.
  mlir::Value valid, index;

  Row(mlir::OpBuilder &builder, mlir::Location loc, mlir::Value number,
      mlir::Value table) {
    int64_t rows =
        mlir::cast<mlir::RankedTensorType>(table.getType()).getDimSize(0);
    auto constant = [&](int64_t value) -> mlir::Value {
      return mlir::arith::ConstantOp::create(
          builder, loc, builder.getIntegerAttr(number.getType(), value));
    };
    // Unsigned: what is negative is too large.
    valid = mlir::arith::CmpIOp::create(
        builder, loc, mlir::arith::CmpIPredicate::ult, number, constant(rows));
    mlir::Value safe =
        mlir::arith::SelectOp::create(builder, loc, valid, number, constant(0));
    index = mlir::arith::IndexCastOp::create(builder, loc,
                                             builder.getIndexType(), safe);
  }

  /// `element` where the table has the row, else 0.
  mlir::Value orZero(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Value element) const {
    mlir::Value zero = mlir::arith::ConstantOp::create(
        builder, loc, builder.getFloatAttr(element.getType(), 0.0));
    return mlir::arith::SelectOp::create(builder, loc, valid, element, zero);
  }
};

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_ROWS_H
