//===- Optimizers.cpp - Optimizer attributes ------------------------------===//
//
// Names of moments are those of torch.optim's state_dict. The update itself is
// an nn op, so that it fuses and lowers like any other.
//
//===----------------------------------------------------------------------===//
#include "dialects/NN/Optimizers.h"
#include "dialects/AE/AE.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

static double valueOf(FloatAttr attr) { return attr.getValueAsDouble(); }

/// Numbers every optimizer has. NaN fails each comparison.
template <typename Attr>
static LogicalResult checkCommon(Attr attr,
                                 function_ref<InFlightDiagnostic()> emitError) {
  if (!(valueOf(attr.getLearningRate()) > 0))
    return emitError() << "expected learning_rate > 0, found "
                       << valueOf(attr.getLearningRate());
  if (!(valueOf(attr.getWeightDecay()) >= 0))
    return emitError() << "expected weight_decay >= 0, found "
                       << valueOf(attr.getWeightDecay());
  Attribute schedule = attr.getSchedule(), clip = attr.getClip();
  if (auto known = dyn_cast_if_present<ScheduleAttrInterface>(schedule)) {
    if (failed(known.check(emitError)))
      return failure();
  } else if (schedule) {
    return emitError() << "expected a schedule such as #ae.cosine, found "
                       << schedule;
  }
  if (!clip)
    return success();
  if (auto clipping = dyn_cast<ClipAttrInterface>(clip))
    return clipping.check(emitError);
  return emitError() << "expected #ae.clip_norm<...> or "
                     << "#ae.clip_value<...>, found " << clip;
}

/// A share: 0 <= value < 1.
static LogicalResult checkShare(StringRef name, FloatAttr value,
                                function_ref<InFlightDiagnostic()> emitError) {
  if (valueOf(value) >= 0 && valueOf(value) < 1)
    return success();
  return emitError() << "expected 0 <= " << name << " < 1, found "
                     << valueOf(value);
}

static LogicalResult
checkEpsilon(FloatAttr value, function_ref<InFlightDiagnostic()> emitError) {
  if (valueOf(value) > 0)
    return success();
  return emitError() << "expected epsilon > 0, found " << valueOf(value);
}

//===--- SGD --------------------------------------------------------------===//

SmallVector<StringRef> SgdAttr::getMoments() const {
  if (valueOf(getMomentum()) == 0)
    return {};
  return {"momentum_buffer"};
}
SmallVector<Value> SgdAttr::buildUpdate(OpBuilder &builder, Location loc,
                                        ValueRange values, Value gradient,
                                        Value rate, Value step) const {
  ValueRange moments = values.drop_front();
  return llvm::to_vector_of<Value>(
      nn::SgdUpdateOp::create(builder, loc, values[0].getType(),
                              moments.getTypes(), values[0], gradient, moments,
                              rate, step, getMomentum(), getWeightDecay(),
                              getNesterov() ? builder.getUnitAttr() : nullptr)
          ->getResults());
}
double SgdAttr::getBaseLearningRate() const {
  return valueOf(getLearningRate());
}
LogicalResult
SgdAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  if (getNesterov() && valueOf(getMomentum()) == 0)
    return emitError() << "expected momentum > 0 with nesterov";
  return failure(failed(checkCommon(*this, emitError)) ||
                 failed(checkShare("momentum", getMomentum(), emitError)));
}

//===--- Adam and AdamW ---------------------------------------------------===//

template <typename Attr>
static SmallVector<Value>
adamUpdate(Attr attr, OpBuilder &builder, Location loc, ValueRange values,
           Value gradient, Value rate, Value step, bool decoupled) {
  return llvm::to_vector_of<Value>(
      nn::AdamUpdateOp::create(
          builder, loc, values[0].getType(), values[1].getType(),
          values[2].getType(), values[0], gradient, values[1], values[2], rate,
          step, attr.getBeta1(), attr.getBeta2(), attr.getEpsilon(),
          attr.getWeightDecay(), decoupled ? builder.getUnitAttr() : nullptr)
          ->getResults());
}
template <typename Attr>
static LogicalResult checkAdam(Attr attr,
                               function_ref<InFlightDiagnostic()> emitError) {
  return failure(failed(checkCommon(attr, emitError)) ||
                 failed(checkShare("beta1", attr.getBeta1(), emitError)) ||
                 failed(checkShare("beta2", attr.getBeta2(), emitError)) ||
                 failed(checkEpsilon(attr.getEpsilon(), emitError)));
}

SmallVector<StringRef> AdamAttr::getMoments() const {
  return {"exp_avg", "exp_avg_sq"};
}
SmallVector<Value> AdamAttr::buildUpdate(OpBuilder &builder, Location loc,
                                         ValueRange values, Value gradient,
                                         Value rate, Value step) const {
  return adamUpdate(*this, builder, loc, values, gradient, rate, step, false);
}
double AdamAttr::getBaseLearningRate() const {
  return valueOf(getLearningRate());
}
LogicalResult
AdamAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  return checkAdam(*this, emitError);
}

SmallVector<StringRef> AdamWAttr::getMoments() const {
  return {"exp_avg", "exp_avg_sq"};
}
SmallVector<Value> AdamWAttr::buildUpdate(OpBuilder &builder, Location loc,
                                          ValueRange values, Value gradient,
                                          Value rate, Value step) const {
  return adamUpdate(*this, builder, loc, values, gradient, rate, step, true);
}
double AdamWAttr::getBaseLearningRate() const {
  return valueOf(getLearningRate());
}
LogicalResult
AdamWAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  return checkAdam(*this, emitError);
}

//===--- RMSprop ----------------------------------------------------------===//

SmallVector<StringRef> RmspropAttr::getMoments() const {
  if (valueOf(getMomentum()) == 0)
    return {"square_avg"};
  return {"square_avg", "momentum_buffer"};
}
SmallVector<Value> RmspropAttr::buildUpdate(OpBuilder &builder, Location loc,
                                            ValueRange values, Value gradient,
                                            Value rate, Value step) const {
  ValueRange buffers = values.drop_front(2);
  return llvm::to_vector_of<Value>(
      nn::RmspropUpdateOp::create(
          builder, loc, values[0].getType(), values[1].getType(),
          buffers.getTypes(), values[0], gradient, values[1], buffers, rate,
          step, getAlpha(), getEpsilon(), getMomentum(), getWeightDecay())
          ->getResults());
}
double RmspropAttr::getBaseLearningRate() const {
  return valueOf(getLearningRate());
}
LogicalResult
RmspropAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  return failure(failed(checkCommon(*this, emitError)) ||
                 failed(checkShare("alpha", getAlpha(), emitError)) ||
                 failed(checkShare("momentum", getMomentum(), emitError)) ||
                 failed(checkEpsilon(getEpsilon(), emitError)));
}

//===--- Adagrad ----------------------------------------------------------===//

SmallVector<StringRef> AdagradAttr::getMoments() const { return {"sum"}; }
SmallVector<Value> AdagradAttr::buildUpdate(OpBuilder &builder, Location loc,
                                            ValueRange values, Value gradient,
                                            Value rate, Value step) const {
  return llvm::to_vector_of<Value>(
      nn::AdagradUpdateOp::create(
          builder, loc, values[0].getType(), values[1].getType(), values[0],
          gradient, values[1], rate, step, getEpsilon(), getWeightDecay())
          ->getResults());
}
double AdagradAttr::getBaseLearningRate() const {
  return valueOf(getLearningRate());
}
LogicalResult
AdagradAttr::check(function_ref<InFlightDiagnostic()> emitError) const {
  return failure(failed(checkCommon(*this, emitError)) ||
                 failed(checkEpsilon(getEpsilon(), emitError)));
}
