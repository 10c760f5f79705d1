//===- BuildGradientCheck.cpp - What a gradient check calls ---------------===//
//
// A step hides its gradients behind clipping and an optimizer. This copies each
// objective before the step is made of it: once for the losses alone, which
// finite differences call thousands of times, once with an nn.gradient, which
// the same pass replaces as in the step. The losses are a plain result: as
// `ae.losses` they would share a place of the frame with the first gradient.
//
//===----------------------------------------------------------------------===//
#include "Losses.h"
#include "aec/Transforms/Passes.h"
#include "dialects/NN/Adjoint.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace aec {
#define GEN_PASS_DEF_BUILDGRADIENTCHECKPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

static Value argumentOf(func::FuncOp function, StringAttr state) {
  for (BlockArgument argument : function.getArguments())
    if (function.getArgAttr(argument.getArgNumber(), "ae.state") == state)
      return argument;
  return {};
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
      parameters.push_back(argumentOf(copy, state));
      attrs.push_back(builder.getDictionaryAttr(
          builder.getNamedAttr("ae.gradient", state)));
    }
    auto gradient =
        nn::GradientOp::create(builder, copy.getLoc(), total, parameters);
    llvm::append_range(results, gradient.getResults());
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
