//===- Schedules.cpp - Learning-rate schedules ----------------------------===//
//
// Each builds the factor of the base rate as scalar arithmetic, so that a
// schedule is compiled code like the rest of the step.
//
//===----------------------------------------------------------------------===//
#include "dialects/AE/AE.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

#include <cmath>

using namespace mlir;
using namespace aec::ae;

static Value number(OpBuilder &builder, Location loc, double value) {
  return arith::ConstantOp::create(builder, loc,
                                   builder.getF64FloatAttr(value));
}

/// A number of a schedule above 0, or 0 itself where `zero`.
static LogicalResult
checkPositive(StringRef name, FloatAttr attr, bool zero,
              function_ref<InFlightDiagnostic()> emitError) {
  double value = attr.getValueAsDouble();
  if (std::isfinite(value) && (value > 0 || (zero && value == 0)))
    return success();
  return emitError() << "expected a schedule's " << name
                     << (zero ? " >= 0" : " > 0") << ", found " << value;
}

/// A factor that is not 1: a schedule goes somewhere.
static LogicalResult checkMoves(StringRef name, FloatAttr attr,
                                function_ref<InFlightDiagnostic()> emitError) {
  if (failed(checkPositive(name, attr, true, emitError)))
    return failure();
  if (attr.getValueAsDouble() != 1)
    return success();
  return emitError() << "has a schedule whose " << name
                     << " of 1 changes nothing; give another or remove the "
                     << "schedule";
}

LogicalResult
StepScheduleAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  return failure(failed(checkPositive("every", getEvery(), false, emitError)) ||
                 failed(checkMoves("gamma", getGamma(), emitError)));
}

LogicalResult ExponentialScheduleAttr::check(
    function_ref<InFlightDiagnostic()> emitError) const {
  return checkMoves("gamma", getGamma(), emitError);
}

LogicalResult
CosineScheduleAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  return checkMoves("minimum", getMinimum(), emitError);
}

LogicalResult
WarmupScheduleAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  if (failed(checkPositive("epochs", getEpochs(), false, emitError)))
    return failure();
  if (!getThen())
    return success();
  if (auto then = dyn_cast<ScheduleAttrInterface>(getThen()))
    return then.check(emitError);
  return emitError() << "expected a schedule such as #ae.cosine behind `then`, "
                     << "found " << getThen();
}

Value StepScheduleAttr::buildFactor(OpBuilder &builder, Location loc,
                                    Value epoch, Value, Value) const {
  Value every = number(builder, loc, getEvery().getValueAsDouble());
  Value ratio = arith::DivFOp::create(builder, loc, epoch, every);
  Value times = math::FloorOp::create(builder, loc, ratio);
  Value gamma = number(builder, loc, getGamma().getValueAsDouble());
  return math::PowFOp::create(builder, loc, gamma, times);
}

Value ExponentialScheduleAttr::buildFactor(OpBuilder &builder, Location loc,
                                           Value epoch, Value, Value) const {
  Value whole = math::FloorOp::create(builder, loc, epoch);
  Value gamma = number(builder, loc, getGamma().getValueAsDouble());
  return math::PowFOp::create(builder, loc, gamma, whole);
}

Value CosineScheduleAttr::buildFactor(OpBuilder &builder, Location loc,
                                      Value epoch, Value epochs, Value) const {
  double low = getMinimum().getValueAsDouble();
  Value share = arith::DivFOp::create(builder, loc, epoch, epochs);
  Value one = number(builder, loc, 1.0);
  share = arith::MinimumFOp::create(builder, loc, share, one);
  Value angle =
      arith::MulFOp::create(builder, loc, share, number(builder, loc, M_PI));
  Value cosine = math::CosOp::create(builder, loc, angle);
  Value half = arith::MulFOp::create(
      builder, loc, arith::AddFOp::create(builder, loc, cosine, one),
      number(builder, loc, 0.5 * (1.0 - low)));
  return arith::AddFOp::create(builder, loc, half, number(builder, loc, low));
}

Value WarmupScheduleAttr::buildFactor(OpBuilder &builder, Location loc,
                                      Value epoch, Value epochs,
                                      Value step) const {
  Value length = number(builder, loc, getEpochs().getValueAsDouble());
  // Counted at the step's end: the first of n steps has 1/n of the rate, not 0.
  Value end = arith::AddFOp::create(builder, loc, epoch, step);
  Value rise = arith::DivFOp::create(builder, loc, end, length);
  Value rest = number(builder, loc, 1.0);
  if (auto then = llvm::dyn_cast_if_present<ScheduleAttrInterface>(getThen())) {
    Value zero = number(builder, loc, 0.0);
    Value since = arith::MaximumFOp::create(
        builder, loc, arith::SubFOp::create(builder, loc, epoch, length), zero);
    Value left = arith::SubFOp::create(builder, loc, epochs, length);
    rest = then.buildFactor(builder, loc, since, left, step);
  }
  rise =
      arith::MinimumFOp::create(builder, loc, rise, number(builder, loc, 1.0));
  Value rising = arith::CmpFOp::create(builder, loc, arith::CmpFPredicate::OLT,
                                       epoch, length);
  return arith::SelectOp::create(builder, loc, rising, rise, rest);
}
