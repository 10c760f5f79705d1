//===- SampleTerms.cpp - Terms of an objective, a sample at a time --------===//
#include "SampleTerms.h"

#include "dialects/AE/AE.h"

#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace aec;

bool SampleTerms::comparesData(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op || isa<nn::DataTermInterface>(op))
    return true;
  if (isa<ae::ApplyOp, nn::GradientOp>(op))
    return false;
  return llvm::any_of(op->getOperands(),
                      [&](Value operand) { return comparesData(operand); });
}

Value SampleTerms::perSample(Value value) {
  // Weights of samples are no part of their scores.
  if (auto weighted = value.getDefiningOp<nn::WeightedTermInterface>())
    value = weighted.getUnweighted();
  Operation *op = value.getDefiningOp();
  if (auto loss = dyn_cast_if_present<nn::DataTermInterface>(op)) {
    auto copy = cast<nn::DataTermInterface>(body.clone(*op));
    copy.makePerSample();
    return copy->getResult(0);
  }
  auto type = cast<RankedTensorType>(value.getType());
  if (type.getRank() == 1 && nn::hasBatch(type))
    return hasSummedLoss(value) ? rebuild(op) : value;
  if (type.getRank() != 0 || !op)
    return {};
  if (isa<nn::ReductionOpInterface>(op))
    return reduced(cast<nn::ReductionOpInterface>(op));
  return rebuild(op);
}

/// Whether a loss in `value` is summed up over the batch.
bool SampleTerms::hasSummedLoss(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op || isa<ae::ApplyOp, nn::GradientOp>(op))
    return false;
  if (isa<nn::DataTermInterface>(op))
    return cast<RankedTensorType>(value.getType()).getRank() == 0;
  return llvm::any_of(op->getOperands(),
                      [&](Value operand) { return hasSummedLoss(operand); });
}

/// A sum or mean over the batch is, of one sample, what it sums up.
Value SampleTerms::reduced(nn::ReductionOpInterface op) {
  Value input = op->getOperand(0);
  return cast<RankedTensorType>(input.getType()).getRank() == 1
             ? perSample(input)
             : Value();
}

/// An elementwise op, of operands a sample at a time.
Value SampleTerms::rebuild(Operation *op) {
  auto shaped = dyn_cast<InferTypeOpInterface>(op);
  if (!isa<nn::ElementwiseOpInterface>(op) || op->getNumResults() != 1)
    return {};
  IRMapping mapping;
  bool changed = false;
  for (Value operand : op->getOperands()) {
    Value value = comparesData(operand) ? perSample(operand) : operand;
    if (!value)
      return {};
    mapping.map(operand, value);
    changed |= value.getType() != operand.getType();
  }
  Operation *copy = body.clone(*op, mapping);
  if (!changed)
    return copy->getResult(0);
  SmallVector<Type> types;
  if (!shaped)
    types.push_back(copy->getOperand(0).getType());
  else if (failed(shaped.inferReturnTypes(
               op->getContext(), op->getLoc(), copy->getOperands(),
               copy->getAttrDictionary(), copy->getPropertiesStorage(),
               copy->getRegions(), types)))
    return {};
  copy->getResult(0).setType(types.front());
  return copy->getResult(0);
}
