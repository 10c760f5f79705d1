//===- RollBatch.cpp - nn.roll_batch --------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Variational.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult RollBatchOp::verify() {
  RankedTensorType type = getInput().getType();
  if (!hasBatch(type) || type.getRank() < 2) // roll_batch_c1
    return emitOpError("expected an input [batch, rolls, ...], such as "
                       "tensor<?x16x8xf32>, found ")
           << type;
  return success();
}

void RollBatchOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<RollBatchOp>(getType(), adjoint.grad(),
                                           /*back=*/!getBack()));
}
