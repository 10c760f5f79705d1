//===- Adjoint.cpp - What an op's adjoint is written with -----------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Data.h"

using namespace mlir;
using namespace aec::nn;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

AdjointBuilder::AdjointBuilder(OpBuilder &builder, Operation *op,
                               ArrayRef<Value> resultGrads,
                               ArrayRef<bool> wanted)
    : OpBuilder(builder), op(op), resultGrads(resultGrads), wanted(wanted),
      grads(op->getNumOperands()) {}

Value AdjointBuilder::grad(unsigned result) {
  if (!resultGrads[result])
    resultGrads[result] = zerosLike(*this, loc(), op->getResult(result));
  return resultGrads[result];
}

void AdjointBuilder::add(unsigned operand, Value gradient) {
  gradient = sumTo(*this, loc(), gradient, op->getOperand(operand));
  if (grads[operand])
    gradient = make<AddOp>(grads[operand], gradient);
  grads[operand] = gradient;
}

Value AdjointBuilder::constant(double value, Value like) {
  return constantLike(*this, loc(), value, like);
}

Value aec::nn::constantLike(OpBuilder &builder, Location loc, double value,
                            Value like) {
  return ConstantOp::create(builder, loc, builder.getF64FloatAttr(value),
                            TypeAttr::get(typeOf(like).getElementType()));
}

Value aec::nn::zerosLike(OpBuilder &builder, Location loc, Value like) {
  Value zero = constantLike(builder, loc, 0.0, like);
  if (typeOf(like).getRank() == 0)
    return zero;
  return BroadcastOp::create(builder, loc, zero, like, ArrayRef<int64_t>{});
}

Value aec::nn::sumTo(OpBuilder &builder, Location loc, Value gradient,
                     Value like) {
  if (gradient.getType() == like.getType())
    return gradient;
  // A gradient may also lack what the operand has (a constant's): repeat it.
  if (typeOf(gradient).getRank() < typeOf(like).getRank())
    return MulOp::create(
        builder, loc, gradient,
        BroadcastOp::create(builder, loc, constantLike(builder, loc, 1.0, like),
                            like, ArrayRef<int64_t>{}));
  return SumToOp::create(builder, loc, like.getType(), gradient);
}

/// The dimensions of `value` behind the batch, or all where there is none.
static SmallVector<int64_t> sampleDims(Value value) {
  RankedTensorType type = typeOf(value);
  return llvm::to_vector(
      llvm::seq<int64_t>(hasBatch(type) ? 1 : 0, type.getRank()));
}

LossTarget aec::nn::lossTarget(OpBuilder &builder, Location loc, Value target,
                               bool masked) {
  if (!masked)
    return {target, {}};
  return {FillMissingOp::create(builder, loc, target.getType(), target,
                                builder.getF64FloatAttr(0.0)),
          ObservedOp::create(builder, loc, target)};
}

/// How many elements of each sample count, at least 1: what a sample with none
/// sums up to, 0, is its mean as well.
static Value observedCount(OpBuilder &builder, Location loc, Value observed) {
  Value count = SumOp::create(builder, loc, observed, sampleDims(observed));
  return MaximumOp::create(builder, loc, count,
                           constantLike(builder, loc, 1.0, count));
}

Value aec::nn::reduceLoss(OpBuilder &builder, Location loc, Value elements,
                          Reduction reduction, Value observed) {
  SmallVector<int64_t> dims = sampleDims(elements);
  if (reduction == Reduction::Sum)
    dims = llvm::to_vector(llvm::seq<int64_t>(0, typeOf(elements).getRank()));
  if (observed)
    elements = MulOp::create(builder, loc, elements, observed);
  if (reduction == Reduction::Mean && !observed)
    return MeanOp::create(builder, loc, elements, dims);
  Value sum = SumOp::create(builder, loc, elements, dims);
  if (reduction != Reduction::Mean)
    return sum;
  return DivOp::create(builder, loc, sum,
                       observedCount(builder, loc, observed));
}

/// A sample's gradient divided by the number of its elements that count.
static Value divideByCount(OpBuilder &builder, Location loc, Value grad,
                           Value elements, Value observed) {
  if (observed)
    return DivOp::create(builder, loc, grad,
                         observedCount(builder, loc, observed));
  int64_t count = 1;
  for (int64_t dim : sampleDims(elements))
    count *= typeOf(elements).getDimSize(dim);
  return MulOp::create(builder, loc, grad,
                       constantLike(builder, loc, 1.0 / count, grad));
}

Value aec::nn::spreadLossGrad(OpBuilder &builder, Location loc, Value grad,
                              Value elements, Reduction reduction,
                              Value observed) {
  if (reduction == Reduction::Mean)
    grad = divideByCount(builder, loc, grad, elements, observed);
  SmallVector<int64_t> dims;
  if (typeOf(grad).getRank() == 1)
    dims.push_back(0);
  if (typeOf(grad) != typeOf(elements))
    grad = BroadcastOp::create(builder, loc, grad, elements, dims);
  return observed ? MulOp::create(builder, loc, grad, observed) : grad;
}
