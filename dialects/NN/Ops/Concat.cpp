//===- Concat.cpp - nn.concat ---------------------------------------------===//
#include "dialects/NN/Adjoint.h"

#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult ConcatOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  if (adaptor.getInputs().empty()) // concat_c1
    return emitOptionalError(loc,
                             "'nn.concat' op expected at least one tensor");
  auto first = cast<RankedTensorType>(adaptor.getInputs().front().getType());
  int64_t dim = adaptor.getDim();
  if (dim < 0 || dim >= first.getRank() || first.isDynamicDim(dim)) // concat_c3
    return emitOptionalError(loc, "'nn.concat' op expected a dimension with a ",
                             "fixed size, found dim ", dim, " of ", first);
  SmallVector<int64_t> shape(first.getShape());
  for (Value input : adaptor.getInputs().drop_front()) {
    auto type = cast<RankedTensorType>(input.getType());
    bool fits = type.getRank() == first.getRank() &&
                type.getElementType() == first.getElementType();
    for (int64_t i = 0; fits && i < type.getRank(); ++i)
      fits = i == dim ? !type.isDynamicDim(i)
                      : type.getDimSize(i) == first.getDimSize(i);
    if (!fits) // concat_c2
      return emitOptionalError(
          loc, "'nn.concat' op expected shapes that agree ", "but for dim ",
          dim, ", found ", first, " and ", type);
    if (llvm::AddOverflow(shape[dim], type.getDimSize(dim), shape[dim]))
      return emitOptionalError(loc, "'nn.concat' op gives dim ", dim,
                               " a size that overflows");
  }
  auto type = RankedTensorType::get(shape, first.getElementType());
  types.push_back(type);
  return checkSize(loc, getOperationName(), type);
}

void ConcatOp::buildAdjoint(AdjointBuilder &adjoint) {
  int64_t offset = 0;
  for (auto [i, input] : llvm::enumerate(getInputs())) {
    int64_t size = cast<RankedTensorType>(input.getType()).getDimSize(getDim());
    if (adjoint.needs(i))
      adjoint.add(
          i, adjoint.make<SliceOp>(adjoint.grad(), getDim(), offset, size));
    offset += size;
  }
}
