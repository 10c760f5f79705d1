//===- FullLike.cpp - nn.full_like ----------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Data.h"

using namespace mlir;
using namespace aec::nn;

SmallVector<Value> FullLikeOp::decompose(OpBuilder &builder) {
  Value number =
      constantLike(builder, getLoc(), getValue().convertToDouble(), getLike());
  if (getType() == number.getType())
    return {number};
  return {BroadcastOp::create(builder, getLoc(), number, getLike(),
                              ArrayRef<int64_t>{})};
}
