//===- Clipping.cpp - Bounds on gradients ---------------------------------===//
//
// As torch.nn.utils.clip_grad_norm_ and clip_grad_value_.
//
//===----------------------------------------------------------------------===//
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

static LogicalResult checkMaximum(FloatAttr maximum,
                                  function_ref<InFlightDiagnostic()> emitError) {
  if (maximum.getValueAsDouble() > 0)
    return success();
  return emitError() << "expected to clip at a maximum > 0, found "
                     << maximum.getValueAsDouble();
}

LogicalResult
ClipNormAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  return checkMaximum(getMaximum(), emitError);
}
LogicalResult
ClipValueAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  return checkMaximum(getMaximum(), emitError);
}

void ClipValueAttr::buildClip(OpBuilder &builder, Location loc,
                              MutableArrayRef<Value> gradients) const {
  FloatAttr low = builder.getF64FloatAttr(-getMaximum().getValueAsDouble());
  for (Value &gradient : gradients)
    gradient = nn::ClampOp::create(builder, loc, gradient.getType(), gradient,
                                   low, getMaximum());
}

void ClipNormAttr::buildClip(OpBuilder &builder, Location loc,
                             MutableArrayRef<Value> gradients) const {
  Value sum;
  for (Value gradient : gradients) {
    Value square =
        nn::L2Op::create(builder, loc, gradient, nn::Reduction::Sum);
    sum = sum ? nn::AddOp::create(builder, loc, sum, square) : square;
  }
  Value norm = nn::SqrtOp::create(builder, loc, sum);
  // max / (norm + 1e-6), at most 1.
  Value safe = nn::AddOp::create(builder, loc, norm,
                                 nn::constantLike(builder, loc, 1e-6, norm));
  Value ratio = nn::DivOp::create(
      builder, loc,
      nn::constantLike(builder, loc, getMaximum().getValueAsDouble(), norm),
      safe);
  Value factor = nn::MinimumOp::create(
      builder, loc, ratio, nn::constantLike(builder, loc, 1.0, norm));
  for (Value &gradient : gradients)
    gradient = nn::MulOp::create(builder, loc, gradient, factor);
}
