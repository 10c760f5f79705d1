//===- Transpose.cpp - nn.transpose ---------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult TransposeOp::inferReturnTypes(MLIRContext *,
                                            std::optional<Location> loc,
                                            Adaptor adaptor,
                                            SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  ArrayRef<int64_t> permutation = adaptor.getPermutation();
  if (!isPermutationVector(permutation) ||
      static_cast<int64_t>(permutation.size()) != input.getRank())
    return emitOptionalError(loc,
                             "'nn.transpose' op expected a permutation of ",
                             "the ", input.getRank(), " dimensions of ", input);
  SmallVector<int64_t> shape;
  for (int64_t dim : permutation)
    shape.push_back(input.getDimSize(dim));
  types.push_back(RankedTensorType::get(shape, input.getElementType()));
  return success();
}

void TransposeOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(
      0, adjoint.make<TransposeOp>(adjoint.grad(),
                                   invertPermutationVector(getPermutation())));
}
