//===- BuildAccumulation.cpp - A step in two halves -----------------------===//
//
// A step has its updates behind its weight gradients and no whole gradient in
// memory. Where an update follows several batches, their gradients have to be:
// this makes of each objective a function that adds to accumulators and one
// that updates from them. The step stays beside them, because the two move
// twice the memory. Weights of batches of unequal size are the caller's: in the
// first half they would be an operation more behind every weight gradient.
// The caller clears accumulators to -0.0, since -0.0 + x is x for every x.
//
//===----------------------------------------------------------------------===//
#include "Losses.h"
#include "aec/Transforms/Passes.h"
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Variational.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"

namespace aec {
#define GEN_PASS_DEF_BUILDACCUMULATIONPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
/// Makes both halves of one objective's step.
class HalvesBuilder {
public:
  explicit HalvesBuilder(func::FuncOp objective)
      : objective(objective), loc(objective.getLoc()),
        builder(objective.getContext()),
        name(objective->getAttrOfType<StringAttr>("ae.objective").getValue()),
        trained(objective->getAttrOfType<ArrayAttr>("ae.trains")) {}

  void declareAccumulators(ModuleOp module);
  func::FuncOp buildAccumulate();
  func::FuncOp buildUpdate();

private:
  std::string accumulatorOf(StringAttr parameter) const {
    return momentName(name, parameter.getValue(), "gradient");
  }
  DictionaryAttr named(StringRef attr, Attribute value) {
    return builder.getDictionaryAttr(builder.getNamedAttr(attr, value));
  }
  DictionaryAttr stateAttrs(StringRef state) {
    return named("ae.state", builder.getStringAttr(state));
  }
  Value addState(func::FuncOp function, Type type, StringRef state);
  Value addAccumulator(func::FuncOp function, Type type, StringAttr parameter);
  void setResults(func::FuncOp function, ValueRange results,
                  ArrayRef<DictionaryAttr> attrs);

  func::FuncOp objective;
  Location loc;
  OpBuilder builder;
  StringRef name;
  ArrayAttr trained;
};
} // namespace

void HalvesBuilder::declareAccumulators(ModuleOp module) {
  builder.setInsertionPointToEnd(module.getBody());
  for (auto parameter : trained.getAsRange<StringAttr>())
    module.lookupSymbol<ae::StateOp>(parameter).declareCompanion(
        builder, loc, accumulatorOf(parameter), ae::StateRole::Accumulator,
        -0.0);
}

Value HalvesBuilder::addState(func::FuncOp function, Type type,
                              StringRef state) {
  unsigned at = function.getNumArguments();
  (void)function.insertArgument(at, type, stateAttrs(state), loc);
  return function.getArgument(at);
}

Value HalvesBuilder::addAccumulator(func::FuncOp function, Type type,
                                    StringAttr parameter) {
  Value argument = addState(function, type, accumulatorOf(parameter));
  function.setArgAttr(function.getNumArguments() - 1, "ae.gradient", parameter);
  return argument;
}

void HalvesBuilder::setResults(func::FuncOp function, ValueRange results,
                               ArrayRef<DictionaryAttr> attrs) {
  function.getBody().front().getTerminator()->setOperands(results);
  function.setFunctionType(
      builder.getFunctionType(function.getArgumentTypes(), results.getTypes()));
  function.setAllResultAttrs(attrs);
}

/// The objective's arguments and accumulators -> its new statistics, the
/// accumulators, the losses.
func::FuncOp HalvesBuilder::buildAccumulate() {
  auto function = cast<func::FuncOp>(objective->clone());
  function.setName(("accumulate." + name).str());
  auto weights = function->getAttrOfType<ArrayAttr>("ae.weights");
  Operation *terminator = function.getBody().front().getTerminator();
  builder.setInsertionPoint(terminator);
  auto [total, losses] = buildLosses(
      builder, loc, terminator->getOperands().take_front(weights.size()),
      weights, buildWeightFactors(builder, function));

  SmallVector<Value> results, parameters;
  SmallVector<DictionaryAttr> attrs;
  for (unsigned at = weights.size(); at < terminator->getNumOperands(); ++at) {
    results.push_back(terminator->getOperand(at));
    attrs.push_back(function.getResultAttrDict(at));
  }
  for (auto parameter : trained.getAsRange<StringAttr>())
    parameters.push_back(stateArgument(function, parameter));
  auto gradient = nn::GradientOp::create(builder, loc, total, parameters);
  for (auto [parameter, grad] : llvm::zip_equal(
           trained.getAsRange<StringAttr>(), gradient.getResults())) {
    Value sum = addAccumulator(function, grad.getType(), parameter);
    results.push_back(nn::AddOp::create(builder, loc, sum, grad));
    attrs.push_back(stateAttrs(accumulatorOf(parameter)));
  }
  results.push_back(losses);
  attrs.push_back(named("ae.losses", builder.getUnitAttr()));
  setResults(function, results, attrs);
  for (StringRef attr : {"ae.objective", "ae.optimizer", "ae.trains",
                         "ae.terms", "ae.weights", "ae.training", "ae.every"})
    function->removeAttr(attr);
  function->setAttr("ae.accumulate_of", builder.getStringAttr(name));
  return function;
}

/// Parameters, moments, accumulators and numbers -> parameters and moments.
func::FuncOp HalvesBuilder::buildUpdate() {
  auto optimizer =
      cast<ae::OptimizerAttrInterface>(objective->getAttr("ae.optimizer"));
  auto function = func::FuncOp::create(loc, ("update." + name).str(),
                                       builder.getFunctionType({}, {}));
  builder.setInsertionPointToEnd(function.addEntryBlock());
  builder.setInsertionPoint(func::ReturnOp::create(builder, loc));

  SmallVector<SmallVector<Value>> values;
  SmallVector<Value> gradients;
  SmallVector<DictionaryAttr> attrs;
  for (auto parameter : trained.getAsRange<StringAttr>()) {
    Type type = stateArgument(objective, parameter).getType();
    SmallVector<Value> &own = values.emplace_back();
    auto add = [&](StringRef state) {
      own.push_back(addState(function, type, state));
      attrs.push_back(stateAttrs(state));
    };
    add(parameter.getValue());
    for (StringRef moment : optimizer.getMoments())
      add(momentName(name, parameter.getValue(), moment));
    gradients.push_back(addAccumulator(function, type, parameter));
  }
  Value weight =
      markedArgument(function, builder.getF64Type(), "ae.gradient_weight");
  for (Value &gradient : gradients)
    gradient =
        nn::ScaleOp::create(builder, loc, gradient.getType(), gradient, weight);
  if (auto clip =
          llvm::dyn_cast_if_present<ae::ClipAttrInterface>(optimizer.getClip()))
    clip.buildClip(builder, loc, gradients);
  Value rate =
      markedArgument(function, builder.getF64Type(), "ae.learning_rate");
  Value step = markedArgument(function, builder.getI64Type(), "ae.step");
  SmallVector<Value> results;
  for (auto [own, grad] : llvm::zip_equal(values, gradients))
    llvm::append_range(
        results, optimizer.buildUpdate(builder, loc, own, grad, rate, step));
  setResults(function, results, attrs);
  function->setAttr("ae.update_of", builder.getStringAttr(name));
  return function;
}

namespace {
struct BuildAccumulation
    : aec::impl::BuildAccumulationPassBase<BuildAccumulation> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<func::FuncOp> objectives;
    for (auto function : module.getOps<func::FuncOp>())
      if (function->hasAttr("ae.objective"))
        objectives.push_back(function);
    // Behind everything else: what a step and its states are numbered by stays.
    for (func::FuncOp objective : objectives) {
      HalvesBuilder halves(objective);
      halves.declareAccumulators(module);
      module.push_back(halves.buildAccumulate());
      module.push_back(halves.buildUpdate());
    }
  }
};
} // namespace
