//===- Embedding.cpp - nn.embedding ---------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Sequence.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult EmbeddingOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> loc,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  auto indices = cast<RankedTensorType>(adaptor.getIndices().getType());
  auto weight = cast<RankedTensorType>(adaptor.getWeight().getType());
  if (weight.getRank() != 2 || hasBatch(weight)) // embedding_c1
    return emitOptionalError(loc, "'nn.embedding' op expected a table ",
                             "[entries, features], found ", weight);
  SmallVector<int64_t> shape(indices.getShape());
  shape.push_back(weight.getDimSize(1));
  auto type = RankedTensorType::get(shape, weight.getElementType());
  types.push_back(type);
  return checkSize(loc, getOperationName(), type);
}

int64_t EmbeddingOp::getClassCount(unsigned operand) {
  return operand == 0 ? getWeight().getType().getDimSize(0) : 0;
}

void EmbeddingOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(1, adjoint.make<EmbeddingGradOp>(adjoint.grad(), getIndices(),
                                               getWeight()));
}
