//===- Jacobians.cpp - nn.jacobian_norm becomes gradients -----------------===//
//
// One backward pass is built, from a seed that stands for the gradient of the
// value. Where products and elementwise ops are all that depends on the seed,
// it is repeated with the identity as seed, for all units at once: what was [B,
// ...] becomes [B, units, ...], as jax.vmap does. Else each unit gets a pass of
// its own. A gradient that ends in a product v W is not formed where W has
// fewer rows than columns: |v W|^2 = v (W W^T) v^T, and W W^T is common to all
// samples.
//
//===----------------------------------------------------------------------===//
#include "Jacobians.h"
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Data.h"
#include "dialects/NN/Products.h"

using namespace mlir;
using namespace aec;

namespace {

RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// Sums all but the batch.
Value sumSamples(OpBuilder &builder, Location loc, Value value) {
  return nn::SumOp::create(
      builder, loc, value,
      llvm::to_vector(llvm::seq<int64_t>(1, typeOf(value).getRank())));
}

/// A product of a gradient with a weight that all samples share.
nn::ContractionOpInterface sharedProduct(Operation *op) {
  auto product = dyn_cast_or_null<nn::ContractionOpInterface>(op);
  if (!product || op->getNumOperands() != 2 || product.readsTransposed(0))
    return {};
  bool matrices = llvm::all_of(op->getOperandTypes(), [](Type type) {
    return cast<RankedTensorType>(type).getRank() == 2;
  });
  return matrices && !nn::hasBatch(op->getOperand(1).getType())
             ? product
             : nn::ContractionOpInterface();
}

/// Repeats a backward pass for all units at once.
class UnitRows {
public:
  UnitRows(OpBuilder &builder, Location loc) : builder(builder), loc(loc) {}

  void add(Value value, Value allRows) { rows[value] = allRows; }
  Value lookup(Value value) const { return rows.lookup(value); }
  /// The op for all units; false where it has no form for them.
  bool repeat(Operation *op);
  /// `lhs` times the weight of `product`: [..., k] -> [..., n].
  Value multiply(Value lhs, Value weight, bool transposed);

private:
  Value aligned(Value operand);

  OpBuilder &builder;
  Location loc;
  /// What every value of the backward pass is for all units: [units, ...] as
  /// long as no sample is involved, [B, units, ...] from there on.
  llvm::DenseMap<Value, Value> rows;
};

} // namespace

/// An operand beside rows of units: [B, ...] gets a dimension for them.
Value UnitRows::aligned(Value operand) {
  if (Value all = rows.lookup(operand))
    return all;
  if (!nn::hasBatch(operand.getType()))
    return operand;
  SmallVector<int64_t> shape{-1, 1};
  llvm::append_range(shape, typeOf(operand).getShape().drop_front());
  return nn::ReshapeOp::create(builder, loc, operand, shape);
}

Value UnitRows::multiply(Value lhs, Value weight, bool transposed) {
  if (typeOf(lhs).getRank() == 2)
    return nn::MatmulOp::create(builder, loc, lhs, weight, false, transposed);
  return nn::EinsumOp::create(
      builder, loc,
      builder.getStringAttr(transposed ? "buk,nk->bun" : "buk,kn->bun"), lhs,
      weight);
}

bool UnitRows::repeat(Operation *op) {
  if (auto product = sharedProduct(op)) {
    Value all = rows.lookup(op->getOperand(0));
    if (!all || rows.count(op->getOperand(1)))
      return false;
    add(op->getResult(0),
        multiply(all, op->getOperand(1), product.readsTransposed(1)));
    return true;
  }
  if (!isa<nn::ElementwiseOpInterface>(op) || op->getNumResults() != 1)
    return false;
  SmallVector<Value> operands = llvm::map_to_vector(
      op->getOperands(), [&](Value operand) { return aligned(operand); });
  auto infer = dyn_cast<InferTypeOpInterface>(op);
  SmallVector<Type> types;
  if (infer && failed(infer.inferReturnTypes(
                   op->getContext(), loc, operands, op->getAttrDictionary(),
                   op->getPropertiesStorage(), {}, types)))
    return false;
  Operation *copy = builder.clone(*op);
  copy->setOperands(operands);
  copy->getResult(0).setType(infer ? types.front()
                                   : operands.front().getType());
  add(op->getResult(0), copy->getResult(0));
  return true;
}

namespace {

class JacobianBuilder {
public:
  JacobianBuilder(nn::JacobianNormOp op, Differentiate differentiate)
      : op(op), builder(op), loc(op.getLoc()), differentiate(differentiate) {
    for (int64_t size : typeOf(op.getValue()).getShape().drop_front())
      units *= size;
  }

  LogicalResult run();

private:
  /// The gradient of `value` from `seed`; null with a diagnostic.
  Value gradientOf(Value value, Value seed);
  /// The norm by all units' rows at once, null where that has no form.
  FailureOr<Value> normOfRows();
  Value unitOf(Value value, int64_t unit);
  FailureOr<Value> normOfUnits();

  nn::JacobianNormOp op;
  OpBuilder builder;
  Location loc;
  Differentiate differentiate;
  int64_t units = 1;
};

} // namespace

Value JacobianBuilder::gradientOf(Value value, Value seed) {
  auto gradient = nn::GradientOp::create(builder, loc, value, op.getWrt());
  // Holds the result while the op is replaced by its adjoints.
  Operation *holder =
      nn::StopGradientOp::create(builder, loc, gradient.getResult(0));
  if (failed(differentiate(gradient, seed)))
    return {};
  Value result = holder->getOperand(0);
  holder->erase();
  return result;
}

FailureOr<Value> JacobianBuilder::normOfRows() {
  Value value = op.getValue();
  if (typeOf(value).getRank() != 2)
    return Value();
  Value seed = nn::FullLikeOp::create(builder, loc, value.getType(), value,
                                      builder.getF64FloatAttr(1.0));
  Value gradient = gradientOf(value, seed);
  if (!gradient)
    return failure();
  UnitRows rows(builder, loc);
  rows.add(seed, nn::EyeOp::create(builder, loc, units,
                                   typeOf(value).getElementType()));
  auto product = sharedProduct(gradient.getDefiningOp());
  for (Operation *next = seed.getDefiningOp()->getNextNode(); next != op;
       next = next->getNextNode()) {
    bool depends = llvm::any_of(next->getOperands(), [&](Value operand) {
      return static_cast<bool>(rows.lookup(operand));
    });
    if (!depends || (product && next == product.getOperation()))
      continue;
    if (!rows.repeat(next))
      return Value();
    if (next->getResult(0) == gradient)
      break;
  }
  Value all = rows.lookup(product ? product->getOperand(0) : gradient);
  if (!all || !nn::hasBatch(all.getType()))
    return Value();
  if (!product)
    return sumSamples(builder, loc, nn::SquareOp::create(builder, loc, all));
  Value weight = product->getOperand(1);
  bool transposed = product.readsTransposed(1);
  if (typeOf(all).getShape().back() >= typeOf(gradient).getShape().back()) {
    Value row = rows.multiply(all, weight, transposed);
    return sumSamples(builder, loc, nn::SquareOp::create(builder, loc, row));
  }
  Value gram = nn::MatmulOp::create(builder, loc, weight, weight, transposed,
                                    !transposed);
  Value image = rows.multiply(all, gram, /*transposed=*/false);
  return sumSamples(builder, loc, nn::MulOp::create(builder, loc, all, image));
}

/// One unit of the value, [B, 1].
Value JacobianBuilder::unitOf(Value value, int64_t unit) {
  if (typeOf(value).getRank() != 2)
    value = nn::ReshapeOp::create(builder, loc, value,
                                  ArrayRef<int64_t>{-1, units});
  return nn::SliceOp::create(builder, loc, value, 1,
                             static_cast<uint64_t>(unit), 1);
}

FailureOr<Value> JacobianBuilder::normOfUnits() {
  Value total;
  for (int64_t unit = 0; unit < units; ++unit) {
    Value row = gradientOf(unitOf(op.getValue(), unit), {});
    if (!row)
      return failure();
    Value norm =
        sumSamples(builder, loc, nn::SquareOp::create(builder, loc, row));
    total = total ? nn::AddOp::create(builder, loc, total, norm) : norm;
  }
  return total;
}

LogicalResult JacobianBuilder::run() {
  FailureOr<Value> norm = normOfRows();
  if (succeeded(norm) && !*norm)
    norm = normOfUnits();
  if (failed(norm))
    return failure();
  op.replaceAllUsesWith(*norm);
  op.erase();
  return success();
}

LogicalResult aec::expandJacobian(nn::JacobianNormOp op,
                                  Differentiate differentiate) {
  return JacobianBuilder(op, differentiate).run();
}
