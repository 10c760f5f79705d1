//===- Pad.cpp - nn.pad ---------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult PadOp::inferReturnTypes(MLIRContext *,
                                      std::optional<Location> loc,
                                      Adaptor adaptor,
                                      SmallVectorImpl<Type> &types) {
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  int64_t dim = adaptor.getDim(), low = adaptor.getLow(),
          high = adaptor.getHigh();
  if (dim < 0 || dim >= input.getRank() || input.isDynamicDim(dim)) // pad_c1
    return emitOptionalError(loc, "'nn.pad' op expected a dimension with a ",
                             "fixed size, found dim ", dim, " of ", input);
  if (low < 0 || high < 0) // pad_c2
    return emitOptionalError(loc, "'nn.pad' op expected padding of 0 or more, ",
                             "found ", low, " and ", high);
  SmallVector<int64_t> shape(input.getShape());
  int64_t &size = shape[dim];
  if (llvm::AddOverflow(size, low, size) || llvm::AddOverflow(size, high, size))
    return emitOptionalError(loc, "'nn.pad' op pads ", input, " by ", low,
                             " and ", high, ", which overflows");
  auto type = RankedTensorType::get(shape, input.getElementType());
  types.push_back(type);
  return checkSize(loc, getOperationName(), type);
}

void PadOp::buildAdjoint(AdjointBuilder &adjoint) {
  uint64_t size = getInput().getType().getDimSize(getDim());
  adjoint.add(0,
              adjoint.make<SliceOp>(adjoint.grad(), getDim(), getLow(), size));
}
