//===- RepeatVector.cpp - nn.repeat_vector --------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Sequence.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult RepeatVectorOp::inferReturnTypes(MLIRContext *,
                                               std::optional<Location> loc,
                                               Adaptor adaptor,
                                               SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  int64_t steps = adaptor.getSteps();
  if (input.getRank() != 2) // repeat_vector_c1
    return emitOptionalError(
        loc, "'nn.repeat_vector' op expected an input of rank 2, found ", input,
        "; nn.flatten makes one of it");
  if (steps < 1) // repeat_vector_c2
    return emitOptionalError(
        loc, "'nn.repeat_vector' op expected a positive number of steps, ",
        "found ", steps);
  auto type =
      RankedTensorType::get({input.getDimSize(0), steps, input.getDimSize(1)},
                            input.getElementType());
  types.push_back(type);
  return checkSize(loc, getOperationName(), type);
}

void RepeatVectorOp::buildAdjoint(AdjointBuilder &adjoint) {
  adjoint.add(0, adjoint.make<SumOp>(adjoint.grad(), ArrayRef<int64_t>{1}));
}
