//===- Upsample1d.cpp - nn.upsample1d ------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Images.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace aec::nn;

LogicalResult Upsample1dOp::inferReturnTypes(MLIRContext *,
                                             std::optional<Location> loc,
                                             Adaptor adaptor,
                                             SmallVectorImpl<Type> &types) {
  StringRef op = getOperationName();
  auto signal = cast<RankedTensorType>(adaptor.getInput().getType());
  int64_t factor = adaptor.getFactor();
  if (failed(checkSignal(loc, op, "an input", signal)) ||  // c1
      failed(checkNumber(loc, op, "a factor", factor, 1))) // c2
    return failure();
  SmallVector<int64_t> shape(signal.getShape());
  if (llvm::MulOverflow(shape[2], factor, shape[2]))
    shape[2] = std::numeric_limits<int64_t>::max(); // checkSize says so
  auto type = RankedTensorType::get(shape, signal.getElementType());
  types.push_back(type);
  return checkSize(loc, op, type);
}

SmallVector<Value> Upsample1dOp::decompose(OpBuilder &builder) {
  int64_t factors[] = {1, static_cast<int64_t>(getFactor())};
  Value image = asImage(builder, getLoc(), getInput());
  Value result = Upsample2dOp::create(builder, getLoc(), image, factors,
                                      getLinear(), false);
  return {asSignal(builder, getLoc(), result)};
}
