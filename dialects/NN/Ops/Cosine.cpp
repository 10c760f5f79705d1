//===- Cosine.cpp - nn.cosine ---------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> CosineOp::decompose(OpBuilder &builder) {
  Location loc = getLoc();
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
  Value product = MulOp::create(builder, loc, getPrediction(), getTarget());
  Value dot = SumOp::create(builder, loc, product, dims);
  Value norms =
      MulOp::create(builder, loc, norm(getPrediction()), norm(getTarget()));
  Value similarity = DivOp::create(builder, loc, dot, norms);
  Value loss = SubOp::create(
      builder, loc, constantLike(builder, loc, 1.0, similarity), similarity);
  return {reduceLoss(builder, loc, loss, getReduction())};
}
