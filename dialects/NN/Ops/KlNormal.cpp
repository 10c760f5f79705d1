//===- KlNormal.cpp - nn.kl_normal ----------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Variational.h"

using namespace mlir;
using namespace aec::nn;

static Reduction reductionOf(KlNormalOp::Adaptor adaptor) {
  // Inference runs before defaults are filled in.
  auto attr = adaptor.getReductionAttr();
  return attr ? attr.getValue() : Reduction::BatchMean;
}

LogicalResult KlNormalOp::inferReturnTypes(MLIRContext *,
                                           std::optional<Location> loc,
                                           Adaptor adaptor,
                                           SmallVectorImpl<Type> &types) {
  Value mean = adaptor.getMean(), logVariance = adaptor.getLogVariance();
  if (mean.getType() != logVariance.getType()) // kl_normal_c1
    return emitOptionalError(loc, "'nn.kl_normal' op expected a log-variance ",
                             "of the mean's type ", mean.getType(), ", found ",
                             logVariance.getType());
  if (failed(inferLoss(loc, getOperationName(), mean, logVariance,
                       reductionOf(adaptor), types)))
    return failure();
  FloatAttr attr = adaptor.getFreeBitsAttr();
  double bits = attr ? attr.getValueAsDouble() : 0.0;
  if (!(bits >= 0.0)) // kl_normal_c2
    return emitOptionalError(loc, "'nn.kl_normal' op expected free bits of at ",
                             "least 0, found ", bits);
  if (bits > 0.0)
    types.back() =
        RankedTensorType::get({}, getElementTypeOrSelf(mean.getType()));
  return success();
}

/// Each feature's mean over the batch, at least `bits`, summed up.
static Value reduceFree(OpBuilder &builder, Location loc, Value elements,
                        double bits, Reduction reduction) {
  Value rates = MeanOp::create(builder, loc, elements, ArrayRef<int64_t>{0});
  Value cut = MaximumOp::create(builder, loc, rates,
                                constantLike(builder, loc, bits, rates));
  int64_t rank = cast<RankedTensorType>(cut.getType()).getRank();
  SmallVector<int64_t> dims = llvm::to_vector(llvm::seq<int64_t>(0, rank));
  if (reduction == Reduction::Mean)
    return MeanOp::create(builder, loc, cut, dims);
  return SumOp::create(builder, loc, cut, dims);
}

SmallVector<Value> KlNormalOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  auto constant = [&](double value) {
    return constantLike(builder, loc, value, getMean());
  };
  Value square = SquareOp::create(builder, loc, getMean());
  Value variance = ExpOp::create(builder, loc, getLogVariance());
  Value sum = AddOp::create(builder, loc, square, variance);
  Value rest = AddOp::create(builder, loc, getLogVariance(), constant(1.0));
  Value twice = SubOp::create(builder, loc, sum, rest);
  Value elements = MulOp::create(builder, loc, twice, constant(0.5));
  double bits = getFreeBits().convertToDouble();
  if (bits > 0.0)
    return {reduceFree(builder, loc, elements, bits, getReduction())};
  return {reduceLoss(builder, loc, elements, getReduction())};
}
