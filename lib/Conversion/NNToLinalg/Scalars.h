//===- Scalars.h - What the bodies of elementwise ops are written with ----===//
//
// Arithmetic on one element. An element may as well be a vector: the CPU kernel
// generator calls the same bodies with `vector<16xf32>`, so that nothing here
// or in a body may assume a scalar; constants splat to the element's type.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_SCALARS_H
#define AEC_LIB_CONVERSION_NNTOLINALG_SCALARS_H

#include "dialects/NN/NN.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

namespace aec::nn {

/// Builds arith and math ops on values of the type of `like`.
class Scalars {
  using Value = mlir::Value;

public:
  Scalars(mlir::OpBuilder &builder, mlir::Location loc, Value like)
      : builder(builder), loc(loc), type(like.getType()) {}

  /// `value` in the element's type, in every lane of a vector.
  Value constant(double value) {
    mlir::TypedAttr attr =
        builder.getFloatAttr(mlir::getElementTypeOrSelf(type), value);
    if (auto shaped = mlir::dyn_cast<mlir::ShapedType>(type))
      attr = mlir::DenseElementsAttr::get(shaped, attr);
    return mlir::arith::ConstantOp::create(builder, loc, attr);
  }
  /// Any op with one result of the operands' type.
  template <typename OpTy, typename... Operands>
  Value make(Operands... operands) {
    return OpTy::create(builder, loc, operands...);
  }

  Value add(Value a, Value b) { return make<mlir::arith::AddFOp>(a, b); }
  Value sub(Value a, Value b) { return make<mlir::arith::SubFOp>(a, b); }
  Value mul(Value a, Value b) { return make<mlir::arith::MulFOp>(a, b); }
  Value div(Value a, Value b) { return make<mlir::arith::DivFOp>(a, b); }
  /// NaN where either one is, as PyTorch; not IEEE's maxNum.
  Value max(Value a, Value b) { return make<mlir::arith::MaximumFOp>(a, b); }
  Value min(Value a, Value b) { return make<mlir::arith::MinimumFOp>(a, b); }
  Value neg(Value x) { return make<mlir::arith::NegFOp>(x); }
  Value abs(Value x) { return make<mlir::math::AbsFOp>(x); }
  Value exp(Value x) { return make<mlir::math::ExpOp>(x); }
  Value sqrt(Value x) { return make<mlir::math::SqrtOp>(x); }
  Value clamp(Value x, double low, double high) {
    return min(max(x, constant(low)), constant(high));
  }

  /// Comparisons are false where either one is NaN.
  Value greater(Value a, Value b) {
    return compare(mlir::arith::CmpFPredicate::OGT, a, b);
  }
  Value greaterEqual(Value a, Value b) {
    return compare(mlir::arith::CmpFPredicate::OGE, a, b);
  }
  /// Whether x is not NaN.
  Value isNumber(Value x) {
    return compare(mlir::arith::CmpFPredicate::ORD, x, x);
  }
  Value both(Value a, Value b) { return make<mlir::arith::AndIOp>(a, b); }
  Value select(Value condition, Value then, Value otherwise) {
    return make<mlir::arith::SelectOp>(condition, then, otherwise);
  }

private:
  Value compare(mlir::arith::CmpFPredicate predicate, Value a, Value b) {
    return mlir::arith::CmpFOp::create(builder, loc, predicate, a, b);
  }

  mlir::OpBuilder &builder;
  mlir::Location loc;
  mlir::Type type;
};

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_SCALARS_H
