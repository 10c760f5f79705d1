//===- SumTo.cpp - nn.sum_to ----------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult SumToOp::verify() {
  auto from = getInput().getType(), to = getType();
  int64_t added = from.getRank() - to.getRank();
  bool fits = added >= 0 && from.getElementType() == to.getElementType();
  for (int64_t i = 0; fits && i < to.getRank(); ++i)
    fits =
        to.getDimSize(i) == 1 || to.getDimSize(i) == from.getDimSize(i + added);
  if (!fits) // sum_to_c1
    return emitOpError("expected a result that broadcasts to ")
           << from << ", found " << to;
  return success();
}

void SumToOp::buildAdjoint(AdjointBuilder &adjoint) {
  int64_t added = getInput().getType().getRank() - getType().getRank();
  SmallVector<int64_t> dims;
  for (int64_t i = 0; i < getType().getRank(); ++i)
    dims.push_back(i + added);
  adjoint.add(0, adjoint.make<BroadcastOp>(adjoint.grad(), getInput(), dims));
}

SmallVector<int64_t> SumToOp::getReducedDims() {
  int64_t rank = getInput().getType().getRank();
  int64_t added = rank - getType().getRank();
  SmallVector<int64_t> dims;
  for (int64_t i = 0; i < rank; ++i)
    if (i < added ||
        getType().getDimSize(i - added) != getInput().getType().getDimSize(i))
      dims.push_back(i);
  return dims;
}
