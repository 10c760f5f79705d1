//===- Split.cpp - nn.split -----------------------------------------------===//
//
// Its adjoint is one concatenation, where slices would be padded and added up.
//
//===----------------------------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Attention.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult SplitOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> loc,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  int64_t dim = adaptor.getDim(), parts = adaptor.getParts();
  if (dim < 0 || dim >= input.getRank() || input.isDynamicDim(dim)) // split_c1
    return emitOptionalError(loc, "'nn.split' op expected a dimension with a ",
                             "fixed size, found dim ", dim, " of ", input);
  int64_t size = input.getDimSize(dim);
  if (parts < 1 || size % parts) // split_c2
    return emitOptionalError(loc, "'nn.split' op expected a number of parts ",
                             "that divides ", size, ", found ", parts);
  SmallVector<int64_t> shape(input.getShape());
  shape[dim] = size / parts;
  types.assign(parts, RankedTensorType::get(shape, input.getElementType()));
  return success();
}

void SplitOp::buildAdjoint(AdjointBuilder &adjoint) {
  SmallVector<Value> grads;
  for (unsigned i = 0; i < getNumResults(); ++i)
    grads.push_back(adjoint.grad(i));
  adjoint.add(0, adjoint.make<ConcatOp>(grads, getDim()));
}
