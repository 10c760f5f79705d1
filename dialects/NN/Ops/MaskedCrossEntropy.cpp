//===- MaskedCrossEntropy.cpp - nn.masked_cross_entropy -------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Sequence.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult MaskedCrossEntropyOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
    SmallVectorImpl<Type> &types) {
  auto prediction = cast<RankedTensorType>(adaptor.getPrediction().getType());
  auto target = cast<RankedTensorType>(adaptor.getTarget().getType());
  if (prediction.getRank() != 3 || // masked_cross_entropy_c1
      target.getShape() != prediction.getShape().drop_back())
    return emitOptionalError(
        loc, "'nn.masked_cross_entropy' op expected a prediction [batch, ",
        "steps, classes] and a target [batch, steps], found ", prediction,
        " and ", target);
  auto mask =
      RankedTensorType::get(target.getShape(), prediction.getElementType());
  if (adaptor.getMask().getType() != mask) // masked_cross_entropy_c2
    return emitOptionalError(
        loc, "'nn.masked_cross_entropy' op expected a mask of type ", mask,
        ", found ", adaptor.getMask().getType());
  SmallVector<int64_t> shape;
  if (reductionOr(adaptor.getReductionAttr()) != Reduction::Sum)
    shape.push_back(prediction.getDimSize(0));
  types.push_back(RankedTensorType::get(shape, prediction.getElementType()));
  return success();
}

SmallVector<Value> MaskedCrossEntropyOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  auto sum = [&](Value value, ArrayRef<int64_t> dims) -> Value {
    return SumOp::create(builder, loc, value, dims);
  };
  Value log = LogSoftmaxOp::create(builder, loc, getPrediction());
  Value hot = OneHotOp::create(builder, loc, getTarget(), getPrediction());
  Value chosen = sum(MulOp::create(builder, loc, hot, log), {2});
  Value losses = MulOp::create(builder, loc,
                               NegOp::create(builder, loc, chosen), getMask());
  if (getReduction() == Reduction::Sum)
    return {sum(losses, {0, 1})};
  Value total = sum(losses, {1});
  if (getReduction() == Reduction::BatchMean)
    return {total};
  Value one = constantLike(builder, loc, 1.0, total);
  Value count = MaximumOp::create(builder, loc, sum(getMask(), {1}), one);
  return {DivOp::create(builder, loc, total, count)};
}

int64_t MaskedCrossEntropyOp::getClassCount(unsigned operand) {
  return operand == 1 ? getPrediction().getType().getDimSize(2) : 0;
}

void MaskedCrossEntropyOp::makePerSample() { aec::nn::makePerSample(*this); }
