//===- BuildTrainingStep.cpp - Losses, gradients, updates -----------------===//
//
// An objective's function gives its terms; this makes the step of it: batch
// means and their weighted sum, one nn.gradient for all trained parameters,
// clipping, and the optimizer's update of each. Optimizer, schedule and
// clipping are attributes that build their own ops.
//
//===----------------------------------------------------------------------===//
#include "Losses.h"
#include "aec/Transforms/Passes.h"
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"

namespace aec {
#define GEN_PASS_DEF_BUILDTRAININGSTEPPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

/// Makes the step of one objective's function, in place.
class StepBuilder {
public:
  StepBuilder(func::FuncOp function, ModuleOp module)
      : function(function), module(module),
        builder(function.getBody().front().getTerminator()),
        loc(function.getLoc()),
        name(function->getAttrOfType<StringAttr>("ae.objective").getValue()),
        optimizer(cast<ae::OptimizerAttrInterface>(
            function->getAttr("ae.optimizer"))) {}

  void run();
  void buildSchedule();

private:
  Value addArgument(Type type, StringRef attr, Attribute value);
  /// The parameter and its moments, declared and added as arguments.
  SmallVector<Value> addMoments(StringAttr state,
                                SmallVector<StringRef> &names);
  void finish(ValueRange results, ArrayRef<StringRef> stateNames, Value losses);

  func::FuncOp function;
  ModuleOp module;
  OpBuilder builder;
  Location loc;
  StringRef name;
  ae::OptimizerAttrInterface optimizer;
};

} // namespace

Value StepBuilder::addArgument(Type type, StringRef attr, Attribute value) {
  unsigned i = function.getNumArguments();
  DictionaryAttr attrs =
      builder.getDictionaryAttr(builder.getNamedAttr(attr, value));
  (void)function.insertArgument(i, type, attrs, loc);
  return function.getArgument(i);
}

SmallVector<Value> StepBuilder::addMoments(StringAttr state,
                                           SmallVector<StringRef> &names) {
  SmallVector<Value> values{stateArgument(function, state)};
  names.push_back(state.getValue());
  auto type = cast<RankedTensorType>(values.front().getType());
  OpBuilder declarations(function);
  for (StringRef moment : optimizer.getMoments()) {
    StringAttr full =
        builder.getStringAttr(momentName(name, state.getValue(), moment));
    module.lookupSymbol<ae::StateOp>(state).declareCompanion(
        declarations, loc, full, ae::StateRole::Moment, 0.0);
    values.push_back(addArgument(type, "ae.state", full));
    names.push_back(full.getValue());
  }
  return values;
}

void StepBuilder::run() {
  Operation *terminator = function.getBody().front().getTerminator();
  unsigned termCount = function->getAttrOfType<ArrayAttr>("ae.terms").size();
  SmallVector<Value> results(terminator->getOperands());
  SmallVector<StringRef> stateNames;
  for (unsigned i = termCount; i < results.size(); ++i)
    stateNames.push_back(
        function.getResultAttrOfType<StringAttr>(i, "ae.state").getValue());

  auto [total, losses] =
      buildLosses(builder, loc, ValueRange(results).take_front(termCount),
                  function->getAttrOfType<ArrayAttr>("ae.weights"),
                  buildWeightFactors(builder, function));
  results.erase(results.begin(), results.begin() + termCount);

  auto trained = function->getAttrOfType<ArrayAttr>("ae.trains");
  SmallVector<Value> parameters;
  for (auto state : trained.getAsRange<StringAttr>())
    parameters.push_back(stateArgument(function, state));
  auto gradient = nn::GradientOp::create(builder, loc, total, parameters);
  SmallVector<Value> gradients(gradient.getResults());
  if (auto clip =
          llvm::dyn_cast_if_present<ae::ClipAttrInterface>(optimizer.getClip()))
    clip.buildClip(builder, loc, gradients);

  SmallVector<SmallVector<Value>> values;
  for (auto state : trained.getAsRange<StringAttr>())
    values.push_back(addMoments(state, stateNames));
  Value rate =
      markedArgument(function, builder.getF64Type(), "ae.learning_rate");
  // Draws may have asked for the step already.
  Value step = markedArgument(function, builder.getI64Type(), "ae.step");
  for (auto [current, grad] : llvm::zip_equal(values, gradients))
    llvm::append_range(results, optimizer.buildUpdate(builder, loc, current,
                                                      grad, rate, step));
  finish(results, stateNames, losses);
}

void StepBuilder::finish(ValueRange results, ArrayRef<StringRef> stateNames,
                         Value losses) {
  SmallVector<Value> all(results);
  all.push_back(losses);
  function.getBody().front().getTerminator()->setOperands(all);
  SmallVector<DictionaryAttr> attrs;
  for (StringRef state : stateNames)
    attrs.push_back(builder.getDictionaryAttr(
        builder.getNamedAttr("ae.state", builder.getStringAttr(state))));
  attrs.push_back(builder.getDictionaryAttr(
      builder.getNamedAttr("ae.losses", builder.getUnitAttr())));
  function.setFunctionType(builder.getFunctionType(function.getArgumentTypes(),
                                                   ValueRange(all).getTypes()));
  function.setAllResultAttrs(attrs);
  function->setAttr("ae.learning_rate",
                    builder.getF64FloatAttr(optimizer.getBaseLearningRate()));
  function->setAttr("ae.step_of", builder.getStringAttr(name));
  function.setName(("step." + name).str());
  for (StringRef attr : {"ae.objective", "ae.optimizer", "ae.trains"})
    function->removeAttr(attr);
}

/// The scheduled rate: (base, step from 1, steps an epoch, epochs) -> rate.
void StepBuilder::buildSchedule() {
  auto schedule = llvm::dyn_cast_if_present<ae::ScheduleAttrInterface>(
      optimizer.getSchedule());
  if (!schedule)
    return;
  OpBuilder after(module.getContext());
  after.setInsertionPointAfter(function);
  Type f64 = after.getF64Type(), i64 = after.getI64Type();
  auto rate =
      func::FuncOp::create(after, loc, ("schedule." + name).str(),
                           after.getFunctionType({f64, i64, i64, i64}, {f64}));
  rate->setAttr("ae.schedule_of", after.getStringAttr(name));
  Block *body = rate.addEntryBlock();
  after.setInsertionPointToEnd(body);
  Value one = arith::ConstantOp::create(after, loc, after.getI64IntegerAttr(1));
  Value done = arith::SubIOp::create(after, loc, body->getArgument(1), one);
  auto number = [&](Value integer) -> Value {
    return arith::SIToFPOp::create(after, loc, f64, integer);
  };
  Value steps = number(body->getArgument(2));
  Value epoch = arith::DivFOp::create(after, loc, number(done), steps);
  Value share = arith::DivFOp::create(after, loc, number(one), steps);
  Value factor = schedule.buildFactor(after, loc, epoch,
                                      number(body->getArgument(3)), share);
  Value scaled =
      arith::MulFOp::create(after, loc, body->getArgument(0), factor);
  func::ReturnOp::create(after, loc, scaled);
}

/// The losses alone, in inference mode.
static void buildEvaluation(func::FuncOp function) {
  Operation *terminator = function.getBody().front().getTerminator();
  OpBuilder builder(terminator);
  SmallVector<Value> factors = buildWeightFactors(builder, function);
  Value losses =
      buildLosses(builder, function.getLoc(), terminator->getOperands(),
                  function->getAttrOfType<ArrayAttr>("ae.weights"), factors)
          .second;
  terminator->setOperands(losses);
  function.setFunctionType(
      builder.getFunctionType(function.getArgumentTypes(), losses.getType()));
  function.setAllResultAttrs(ArrayRef{builder.getDictionaryAttr(
      builder.getNamedAttr("ae.losses", builder.getUnitAttr()))});
}

namespace {
struct BuildTrainingStep
    : aec::impl::BuildTrainingStepPassBase<BuildTrainingStep> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    for (auto function :
         llvm::make_early_inc_range(module.getOps<func::FuncOp>())) {
      if (function->hasAttr("ae.evaluate_of"))
        buildEvaluation(function);
      if (!function->hasAttr("ae.objective"))
        continue;
      StepBuilder step(function, module);
      step.buildSchedule();
      step.run();
    }
  }
};
} // namespace
