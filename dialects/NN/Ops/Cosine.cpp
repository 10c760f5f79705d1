//===- Cosine.cpp - nn.cosine ---------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> CosineOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
  auto [target, observed] = lossTarget(builder, loc, getTarget(), getMasked());
  // The filled target is 0 where nothing was observed; so must be the norm's
  // part of the prediction.
  Value prediction = getPrediction();
  if (observed)
    prediction = MulOp::create(builder, loc, prediction, observed);
  RankedTensorType type = getPrediction().getType();
  SmallVector<int64_t> dims =
      llvm::to_vector(llvm::seq<int64_t>(1, type.getRank()));
  // The norms are cut before the root, whose slope at 0 is infinite.
  auto norm = [&](Value x) -> Value {
    Value square = SquareOp::create(builder, loc, x);
    Value sum = SumOp::create(builder, loc, square, dims);
    Value cut = MaximumOp::create(builder, loc, sum,
                                  constantLike(builder, loc, 1e-16, sum));
    return SqrtOp::create(builder, loc, cut);
  };
  Value product = MulOp::create(builder, loc, prediction, target);
  Value dot = SumOp::create(builder, loc, product, dims);
  Value norms = MulOp::create(builder, loc, norm(prediction), norm(target));
  Value similarity = DivOp::create(builder, loc, dot, norms);
  Value loss = SubOp::create(
      builder, loc, constantLike(builder, loc, 1.0, similarity), similarity);
  if (observed) // 0 for a sample without any
    loss = MulOp::create(builder, loc, loss,
                         MaxOp::create(builder, loc, observed, dims));
  return {reduceLoss(builder, loc, loss, getReduction())};
}
