//===- BuildGradientCheck.cpp - What a gradient check calls ---------------===//
//
// A step hides its gradients behind clipping and an optimizer. This copies each
// objective before the step is made of it: once for the losses alone, which
// finite differences call thousands of times, once with an nn.gradient, which
// the same pass replaces as in the step. The losses are a plain result: as
// `ae.losses` they would share a place of the frame with the first gradient.
//
// What stands behind an nn.stop_gradient is a constant to gradients and not to
// differences, so the losses alone compute it from states of their own,
// "frozen.<parameter>", which the check leaves where they were.
//
//===----------------------------------------------------------------------===//
#include "Losses.h"
#include "aec/Transforms/Passes.h"
#include "dialects/NN/Adjoint.h"

#include "dialects/AE/AE.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"

namespace aec {
#define GEN_PASS_DEF_BUILDGRADIENTCHECKPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
/// Makes what stops gradients in a function read frozen parameters.
class Freezer {
public:
  Freezer(func::FuncOp function, ArrayAttr trained) : function(function) {
    for (auto state : trained.getAsRange<StringAttr>())
      parameters.insert(stateArgument(function, state));
  }
  void run() {
    SmallVector<nn::StopGradientOp> stops(
        function.getOps<nn::StopGradientOp>());
    for (nn::StopGradientOp stop : stops)
      freeze(stop);
  }

private:
  void freeze(nn::StopGradientOp stop);
  Value frozen(Value parameter);

  func::FuncOp function;
  llvm::SetVector<Value> parameters;
  llvm::MapVector<Value, Value> frozenOf;
};
} // namespace

/// The frozen copy of a parameter: an argument, declared as a state.
Value Freezer::frozen(Value parameter) {
  Value &result = frozenOf[parameter];
  if (result)
    return result;
  auto argument = cast<BlockArgument>(parameter);
  auto state = function.getArgAttrOfType<StringAttr>(argument.getArgNumber(),
                                                     "ae.state");
  OpBuilder builder(function);
  auto name = builder.getStringAttr("frozen." + state.getValue());
  auto module = function->getParentOfType<ModuleOp>();
  if (!module.lookupSymbol(name))
    module.lookupSymbol<ae::StateOp>(state).declareCompanion(
        builder, function.getLoc(), name, ae::StateRole::Moment, 0.0);
  unsigned at = function.getNumArguments();
  (void)function.insertArgument(
      at, parameter.getType(),
      builder.getDictionaryAttr(builder.getNamedAttr("ae.state", name)),
      function.getLoc());
  return result = function.getArgument(at);
}

/// Gives `stop` an operand computed anew from frozen parameters.
void Freezer::freeze(nn::StopGradientOp stop) {
  llvm::SetVector<Operation *> slice;
  BackwardSliceOptions options;
  options.inclusive = true;
  if (Operation *op = stop.getInput().getDefiningOp())
    (void)getBackwardSlice(op, &slice, options);
  IRMapping mapping;
  for (Operation *op : slice)
    for (Value operand : op->getOperands())
      if (parameters.contains(operand))
        mapping.map(operand, frozen(operand));
  if (parameters.contains(stop.getInput()))
    mapping.map(stop.getInput(), frozen(stop.getInput()));
  if (mapping.getValueMap().empty())
    return;
  OpBuilder builder(stop);
  for (Operation *op : slice)
    builder.clone(*op, mapping);
  stop->setOperand(0, mapping.lookup(stop.getInput()));
}

/// A copy of `objective` called `prefix` + its name, its terms replaced by its
/// losses, its new statistics dropped. `withGradients` adds the gradients.
static void buildCopy(func::FuncOp objective, StringRef prefix,
                      bool withGradients) {
  auto name = objective->getAttrOfType<StringAttr>("ae.objective");
  auto trained = objective->getAttrOfType<ArrayAttr>("ae.trains");
  auto weights = objective->getAttrOfType<ArrayAttr>("ae.weights");
  OpBuilder before(objective);
  auto copy = cast<func::FuncOp>(before.clone(*objective));
  copy.setName((prefix + name.getValue()).str());
  for (StringRef attr :
       {"ae.objective", "ae.optimizer", "ae.trains", "ae.terms", "ae.weights"})
    copy->removeAttr(attr);

  Operation *terminator = copy.getBody().front().getTerminator();
  OpBuilder builder(terminator);
  ValueRange terms = terminator->getOperands().take_front(weights.size());
  auto [total, losses] = buildLosses(builder, copy.getLoc(), terms, weights,
                                     buildWeightFactors(builder, copy));
  SmallVector<Value> results{losses};
  SmallVector<DictionaryAttr> attrs{builder.getDictionaryAttr({})};
  if (withGradients) {
    SmallVector<Value> parameters;
    for (auto state : trained.getAsRange<StringAttr>()) {
      parameters.push_back(stateArgument(copy, state));
      attrs.push_back(builder.getDictionaryAttr(
          builder.getNamedAttr("ae.gradient", state)));
    }
    auto gradient =
        nn::GradientOp::create(builder, copy.getLoc(), total, parameters);
    llvm::append_range(results, gradient.getResults());
  } else {
    Freezer(copy, trained).run();
  }
  terminator->setOperands(results);
  copy.setFunctionType(builder.getFunctionType(copy.getArgumentTypes(),
                                               ValueRange(results).getTypes()));
  copy.setAllResultAttrs(attrs);
}

namespace {
struct BuildGradientCheck
    : aec::impl::BuildGradientCheckPassBase<BuildGradientCheck> {
  void runOnOperation() override {
    SmallVector<func::FuncOp> objectives;
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function->hasAttr("ae.objective"))
        objectives.push_back(function);
    for (func::FuncOp objective : objectives) {
      buildCopy(objective, "loss.", /*withGradients=*/false);
      buildCopy(objective, "gradient.", /*withGradients=*/true);
    }
  }
};
} // namespace
