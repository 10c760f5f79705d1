//===- Prior.cpp - ae.normal, ae.uniform, ae.prior ------------------------===//
//
// Values that are drawn everywhere, and the declaration that `sample` is
// derived from.
//
//===----------------------------------------------------------------------===//
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

static LogicalResult verifyType(Operation *op, Type type) {
  auto tensor = cast<RankedTensorType>(type);
  if (tensor.getRank() < 2 || !nn::hasBatch(tensor) ||
      !nn::isBatchFirst(tensor))
    return op->emitOpError("expected a type with the batch and features, such "
                           "as tensor<?x20xf32>, found ")
           << type;
  return nn::checkSize(op->getLoc(), op->getName().getStringRef(), tensor);
}

LogicalResult NormalOp::verify() {
  return verifyType(*this, getType()); // normal_c1
}

Value NormalOp::buildPure(PureBuilder &builder) {
  return builder.drawNormal(getLoc(), getType());
}

LogicalResult UniformOp::verify() {
  if (failed(verifyType(*this, getType()))) // uniform_c1
    return failure();
  double low = getLow().convertToDouble(), high = getHigh().convertToDouble();
  if (low < high) // uniform_c2
    return success();
  return emitOpError("expected low below high, found ")
         << low << " and " << high;
}

Value UniformOp::buildPure(PureBuilder &builder) {
  double low = getLow().convertToDouble(), high = getHigh().convertToDouble();
  Value draw = builder.drawUniform(getLoc(), getType());
  Value span = nn::constantLike(builder, getLoc(), high - low, draw);
  Value start = nn::constantLike(builder, getLoc(), low, draw);
  return nn::AddOp::create(builder, getLoc(),
                           nn::MulOp::create(builder, getLoc(), draw, span),
                           start);
}

LogicalResult PriorOp::verify() {
  if (failed(verifyType(*this, getType()))) // prior_c1
    return failure();
  auto priors = (*this)->getParentOfType<ModelOp>().getOps<PriorOp>();
  PriorOp first = *priors.begin();
  if (first == *this)
    return success();
  auto diagnostic = emitOpError("is a second prior"); // prior_c2
  diagnostic.attachNote(first.getLoc()) << "the first is here";
  return diagnostic;
}
