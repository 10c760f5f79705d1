//===- Slice.cpp - nn.slice -----------------------------------------------===//
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult SliceOp::inferReturnTypes(MLIRContext *,
                                        std::optional<Location> loc,
                                        Adaptor adaptor,
                                        SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  int64_t dim = adaptor.getDim(), offset = adaptor.getOffset(),
          size = adaptor.getSize();
  if (dim < 0 || dim >= input.getRank() || input.isDynamicDim(dim)) // slice_c1
    return emitOptionalError(loc, "'nn.slice' op expected a dimension with a ",
                             "fixed size, found dim ", dim, " of ", input);
  if (offset < 0 || size < 1 ||
      size > input.getDimSize(dim) - offset) // slice_c2
    return emitOptionalError(loc, "'nn.slice' op takes ", size,
                             " elements from ", offset, " of a dimension of ",
                             input.getDimSize(dim));
  SmallVector<int64_t> shape(input.getShape());
  shape[dim] = size;
  types.push_back(RankedTensorType::get(shape, input.getElementType()));
  return success();
}

void SliceOp::buildAdjoint(AdjointBuilder &adjoint) {
  int64_t whole = getInput().getType().getDimSize(getDim());
  adjoint.add(0, adjoint.make<PadOp>(
                     adjoint.grad(), getDim(), getOffset(),
                     static_cast<uint64_t>(whole - getOffset() - getSize())));
}
