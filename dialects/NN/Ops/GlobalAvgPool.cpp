//===- GlobalAvgPool.cpp - nn.global_avg_pool ----------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> GlobalAvgPoolOp::decompose(OpBuilder &builder) {
  SmallVector<int64_t> pixels =
      llvm::to_vector(llvm::seq<int64_t>(2, getInput().getType().getRank()));
  return {MeanOp::create(builder, getLoc(), getInput(), pixels)};
}
