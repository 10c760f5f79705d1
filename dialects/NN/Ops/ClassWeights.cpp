//===- ClassWeights.cpp - nn.class_weights --------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Data.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult ClassWeightsOp::inferReturnTypes(MLIRContext *,
                                               std::optional<Location> loc,
                                               Adaptor adaptor,
                                               SmallVectorImpl<Type> &types) {
  auto indices = cast<RankedTensorType>(adaptor.getIndices().getType());
  if (indices.getRank() != 1 || !hasBatch(indices))
    return emitOptionalError( // class_weights_c1
        loc,
        "'nn.class_weights' op expected an index a sample, such as "
        "tensor<?xi64>, found ",
        indices);
  types.push_back(
      RankedTensorType::get(indices.getShape(), adaptor.getElementType()));
  return success();
}

LogicalResult ClassWeightsOp::verify() {
  if (getWeights().empty()) // class_weights_c2
    return emitOpError("expected a weight for each class, found none");
  for (auto [at, weight] : llvm::enumerate(getWeights()))
    if (!(weight >= 0) || weight > std::numeric_limits<float>::max())
      return emitOpError("expected weights of 0 or more, found ") // c2
             << weight << " for class " << at;
  return success();
}

int64_t ClassWeightsOp::getClassCount(unsigned) { return getWeights().size(); }
