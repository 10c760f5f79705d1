//===- Embedding.cpp - ae.embedding ---------------------------------------===//
#include "dialects/AE/AE.h"
#include "dialects/NN/Sequence.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult EmbeddingOp::verify() {
  int64_t entries = getEntries();
  if (entries < 1) // embedding_c1
    return emitOpError("expected a positive number of entries, found ")
           << entries;
  auto indices = getIndices().getType();
  auto type = getType();
  if (type.getRank() != indices.getRank() + 1 ||
      type.getShape().drop_back() != indices.getShape() ||
      type.isDynamicDim(type.getRank() - 1)) // embedding_c2
    return emitOpError("expected a result of the indices' shape with a number "
                       "of features behind it, found ")
           << indices << " -> " << type;
  auto weight = RankedTensorType::get({entries, type.getShape().back()},
                                      type.getElementType());
  return nn::checkSize(getLoc(), getOperationName(), weight);
}

SmallVector<StateSpec> EmbeddingOp::getStates() {
  int64_t entries = getEntries();
  StateSpec weight{"weight",
                   RankedTensorType::get({entries, getType().getShape().back()},
                                         getType().getElementType())};
  weight.distribution = {Distribution::Normal, 0.0, 1.0};
  return {weight};
}

Value EmbeddingOp::buildPure(PureBuilder &builder) {
  return nn::EmbeddingOp::create(builder, getLoc(), builder.operand(0),
                                 builder.state(0));
}
