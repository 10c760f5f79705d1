//===- Jacobians.cpp - nn.jacobian_norm becomes gradients -----------------===//
//
// One gradient a unit. Two things keep that cheap for dense encoders: a unit is
// cut out of the last layers before they are differentiated, so that their
// backward pass handles one column; and a gradient that ends in a product v W
// is never formed, because |v W|^2 = v (W W^T) v^T, and W W^T is common to all
// units and samples.
//
//===----------------------------------------------------------------------===//
#include "Jacobians.h"
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec;

namespace {

RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

class JacobianBuilder {
public:
  JacobianBuilder(
      nn::JacobianNormOp op,
      llvm::function_ref<LogicalResult(nn::GradientOp)> differentiate)
      : op(op), builder(op), loc(op.getLoc()), differentiate(differentiate) {}

  LogicalResult run();

private:
  Value unitOf(Value value, int64_t unit);
  Value columnOf(Value value, int64_t column);
  Value squaredNorm(Value gradient);
  Value gramOf(Value weight, bool transposed);

  nn::JacobianNormOp op;
  OpBuilder builder;
  Location loc;
  llvm::function_ref<LogicalResult(nn::GradientOp)> differentiate;
  /// W W^T by W, of products that read it transposed and of those that do not.
  llvm::DenseMap<Value, Value> grams[2];
};

} // namespace

/// Column `column` of `value`: [B, n] -> [B, 1]. What repeats along the columns
/// is left as it is.
Value JacobianBuilder::columnOf(Value value, int64_t column) {
  RankedTensorType type = typeOf(value);
  if (type.getRank() == 0 || type.getShape().back() == 1)
    return value;
  int64_t last = type.getRank() - 1;
  Operation *source = value.getDefiningOp();
  auto copyWith = [&](ValueRange operands) -> Value {
    Operation *copy = builder.clone(*source);
    copy->setOperands(operands);
    SmallVector<int64_t> shape(type.getShape());
    shape.back() = 1;
    copy->getResult(0).setType(
        RankedTensorType::get(shape, type.getElementType()));
    return copy->getResult(0);
  };
  if (source && isa<nn::ElementwiseOpInterface>(source) &&
      source->getNumResults() == 1)
    return copyWith(llvm::map_to_vector(
        source->getOperands(), [&](Value v) { return columnOf(v, column); }));
  if (auto product = dyn_cast_or_null<nn::ContractionOpInterface>(source);
      product && type.getRank() == 2 && source->getNumOperands() == 2 &&
      typeOf(source->getOperand(1)).getRank() == 2) {
    Value weight = source->getOperand(1);
    Value row = nn::SliceOp::create(
        builder, loc, weight,
        static_cast<uint64_t>(product.readsTransposed(1) ? 0 : 1),
        static_cast<uint64_t>(column), 1);
    return copyWith({source->getOperand(0), row});
  }
  return nn::SliceOp::create(builder, loc, value, static_cast<uint64_t>(last),
                             static_cast<uint64_t>(column), 1);
}

/// One unit of the value, [B, 1].
Value JacobianBuilder::unitOf(Value value, int64_t unit) {
  if (typeOf(value).getRank() == 2)
    return columnOf(value, unit);
  int64_t units = 1;
  for (int64_t size : typeOf(value).getShape().drop_front())
    units *= size;
  Value flat =
      nn::ReshapeOp::create(builder, loc, value, ArrayRef<int64_t>{-1, units});
  return nn::SliceOp::create(builder, loc, flat, 1, static_cast<uint64_t>(unit),
                             1);
}

Value JacobianBuilder::gramOf(Value weight, bool transposed) {
  Value &gram = grams[transposed][weight];
  if (!gram)
    gram = nn::MatmulOp::create(builder, loc, weight, weight,
                                /*transpose_lhs=*/transposed,
                                /*transpose_rhs=*/!transposed);
  return gram;
}

/// The sum of squares of each sample's gradient, [B].
Value JacobianBuilder::squaredNorm(Value gradient) {
  SmallVector<int64_t> dims =
      llvm::to_vector(llvm::seq<int64_t>(1, typeOf(gradient).getRank()));
  auto product = gradient.getDefiningOp<nn::ContractionOpInterface>();
  if (product && typeOf(gradient).getRank() == 2 &&
      product->getNumOperands() == 2 && !product.readsTransposed(0)) {
    Value rows = product->getOperand(0), weight = product->getOperand(1);
    bool sampleFree = !nn::hasBatch(weight.getType());
    int64_t inner = typeOf(rows).getShape().back();
    if (sampleFree && inner < typeOf(gradient).getShape().back()) {
      Value gram = gramOf(weight, product.readsTransposed(1));
      Value image =
          nn::MatmulOp::create(builder, loc, rows, gram, false, false);
      Value terms = nn::MulOp::create(builder, loc, rows, image);
      return nn::SumOp::create(builder, loc, terms, dims);
    }
  }
  Value square = nn::SquareOp::create(builder, loc, gradient);
  return nn::SumOp::create(builder, loc, square, dims);
}

LogicalResult JacobianBuilder::run() {
  int64_t units = 1;
  for (int64_t size : typeOf(op.getValue()).getShape().drop_front())
    units *= size;
  Value total;
  for (int64_t unit = 0; unit < units; ++unit) {
    auto gradient = nn::GradientOp::create(
        builder, loc, unitOf(op.getValue(), unit), op.getWrt());
    // Stands for the gradient while the op is replaced by its adjoints.
    auto holder =
        nn::StopGradientOp::create(builder, loc, gradient.getResult(0));
    if (failed(differentiate(gradient)))
      return failure();
    Value row = holder.getInput();
    holder.erase();
    Value norm = squaredNorm(row);
    total = total ? nn::AddOp::create(builder, loc, total, norm) : norm;
  }
  op.replaceAllUsesWith(total);
  op.erase();
  return success();
}

LogicalResult aec::expandJacobian(
    nn::JacobianNormOp op,
    llvm::function_ref<LogicalResult(nn::GradientOp)> differentiate) {
  return JacobianBuilder(op, differentiate).run();
}
