//===- ExposeValues.cpp - Steps that give what they compute on the way ----===//
//
// For `aec verify`, which compares two targets op by op. What is behind an
// exposed value stays as it is at the rung the pass runs on: at the fused rung
// these are the results of groups, which are in memory anyway.
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"

#include "dialects/NN/NN.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace aec {
#define GEN_PASS_DEF_EXPOSEVALUESPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// Floating-point, with no dynamic dimension but a leading one, the batch.
static bool isComparable(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && isa<FloatType>(type.getElementType()) &&
         (!type.getRank() ||
          llvm::none_of(type.getShape().drop_front(), ShapedType::isDynamic));
}

/// A state in another shape is the state's memory, and no value of a step's.
static bool isState(func::FuncOp function, Value value) {
  while (Operation *op = value.getDefiningOp()) {
    auto type = dyn_cast<RankedTensorType>(value.getType());
    auto from = op->getNumOperands() == 1
                    ? dyn_cast<RankedTensorType>(op->getOperand(0).getType())
                    : RankedTensorType();
    if (!type || !from || !type.hasStaticShape() || !from.hasStaticShape() ||
        type.getNumElements() != from.getNumElements())
      return false;
    value = op->getOperand(0);
  }
  auto argument = cast<BlockArgument>(value);
  return argument.getOwner() == &function.getBody().front() &&
         function.getArgAttr(argument.getArgNumber(), "ae.state");
}

/// What a function computes and does not return, in its order. Constants are
/// what they are.
static SmallVector<Value> findValues(func::FuncOp function) {
  SmallVector<Value> found;
  Block &body = function.getBody().front();
  ValueRange returned = body.getTerminator()->getOperands();
  for (Operation &op : body.without_terminator()) {
    if (op.getNumOperands() == 0)
      continue;
    for (Value value : op.getResults())
      if (isComparable(value) && !llvm::is_contained(returned, value) &&
          !isState(function, value))
        found.push_back(value);
  }
  return found;
}

/// The losses come first, and are a plain result: as `ae.losses` they would
/// share a place of the frame with the first value. States stay as they are:
/// an update in place would have to wait for values that are memory of theirs.
static void buildCopy(func::FuncOp step, StringAttr objective) {
  OpBuilder before(step);
  auto copy = cast<func::FuncOp>(before.clone(*step));
  copy.setName(("values." + objective.getValue()).str());
  for (NamedAttribute attr : step->getDiscardableAttrs())
    copy->removeDiscardableAttr(attr.getName());
  Block &body = copy.getBody().front();
  SmallVector<Value> results;
  SmallVector<DictionaryAttr> attrs;
  for (auto [at, value] :
       llvm::enumerate(body.getTerminator()->getOperands())) {
    if (!copy.getResultAttr(at, "ae.losses"))
      continue;
    results.push_back(value);
    attrs.push_back(before.getDictionaryAttr({}));
  }
  auto exposed = before.getDictionaryAttr(
      before.getNamedAttr("ae.value", before.getUnitAttr()));
  for (Value value : findValues(copy)) {
    results.push_back(value);
    attrs.push_back(exposed);
  }
  body.getTerminator()->setOperands(results);
  copy.setFunctionType(before.getFunctionType(copy.getArgumentTypes(),
                                              ValueRange(results).getTypes()));
  copy.setAllResultAttrs(attrs);
}

namespace {
struct ExposeValues : aec::impl::ExposeValuesPassBase<ExposeValues> {
  void runOnOperation() override {
    SmallVector<func::FuncOp> steps;
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (function->hasAttr("ae.step_of"))
        steps.push_back(function);
    for (func::FuncOp step : steps)
      buildCopy(step, step->getAttrOfType<StringAttr>("ae.step_of"));
  }
};
} // namespace
