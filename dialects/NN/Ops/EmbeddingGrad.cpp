//===- EmbeddingGrad.cpp - nn.embedding_grad ------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Sequence.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult EmbeddingGradOp::inferReturnTypes(MLIRContext *,
                                                std::optional<Location> loc,
                                                Adaptor adaptor,
                                                SmallVectorImpl<Type> &types) {
  auto grad = cast<RankedTensorType>(adaptor.getGrad().getType());
  auto indices = cast<RankedTensorType>(adaptor.getIndices().getType());
  auto like = cast<RankedTensorType>(adaptor.getLike().getType());
  SmallVector<int64_t> shape(indices.getShape());
  shape.push_back(like.getRank() == 2 ? like.getDimSize(1) : 0);
  auto expected = RankedTensorType::get(shape, like.getElementType());
  if (grad != expected) // embedding_grad_c1
    return emitOptionalError(loc, "'nn.embedding_grad' op expected grad of ",
                             "type ", expected, ", found ", grad);
  types.push_back(like);
  return success();
}

void EmbeddingGradOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<EmbeddingOp>(getIndices(), adjoint.grad()));
}
