//===- Values.cpp - What a step computes on its way
//-------------------------===//
//
// How far two right results may be apart is told by the number of roundings in
// them: a sum of K terms is off by at most K half units of the terms' sizes
// (Higham, Accuracy and Stability of Numerical Algorithms, 4.2), and what is
// computed from it inherits that.
//
//===----------------------------------------------------------------------===//
#include "Values.h"
#include "dialects/NN/NN.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include <cmath>

using namespace mlir;
using namespace aec;

namespace {
class Roundings {
public:
  explicit Roundings(int64_t batch) : batch(batch) {}
  double of(Value value) const { return found.lookup(value); }
  void visit(Block &block);

private:
  double elements(Value value) const;
  double terms(Operation &op) const;

  int64_t batch;
  DenseMap<Value, double> found;
};
} // namespace

double Roundings::elements(Value value) const {
  double count = 1;
  if (auto type = dyn_cast<RankedTensorType>(value.getType()))
    for (int64_t dim : type.getShape())
      count *= double(ShapedType::isDynamic(dim) ? batch : dim);
  return count;
}

/// Terms of the sum behind an element of the result. Of a product lhs [M, K],
/// rhs [K, N] it is the root of lhs * rhs / result, K; taps of a convolution
/// overlap, so that the same formula is short by less than their number.
double Roundings::terms(Operation &op) const {
  double result = elements(op.getResult(0)), most = 1;
  if (isa<nn::ContractionOpInterface>(op) && op.getNumOperands() >= 2)
    return 4 * std::sqrt(elements(op.getOperand(0)) *
                         elements(op.getOperand(1)) / result);
  for (Value operand : op.getOperands())
    most = std::max(most, elements(operand) / result);
  return most;
}

void Roundings::visit(Block &block) {
  for (Operation &op : block.without_terminator()) {
    double before = 0;
    for (Value operand : op.getOperands())
      before = std::max(before, of(operand));
    if (auto group = dyn_cast<nn::GroupOp>(op)) {
      Block &body = group.getBody().front();
      for (auto [argument, operand] :
           llvm::zip_equal(body.getArguments(), op.getOperands()))
        found[argument] = of(operand);
      visit(body);
      for (auto [result, yielded] : llvm::zip_equal(
               op.getResults(), body.getTerminator()->getOperands()))
        found[result] = of(yielded);
      continue;
    }
    if (op.getNumResults() == 0)
      continue;
    for (Value result : op.getResults())
      found[result] = before + kOpRoundings + terms(op);
  }
}

/// The op that made a value, inside a group where one did.
static Operation *makerOf(Value value) {
  Operation *op = value.getDefiningOp();
  auto group = dyn_cast<nn::GroupOp>(op);
  if (!group)
    return op;
  Value yielded = group.getBody().front().getTerminator()->getOperand(
      cast<OpResult>(value).getResultNumber());
  Operation *inner = yielded.getDefiningOp();
  return inner ? inner : op;
}

std::vector<ExposedValue> aec::describeValues(func::FuncOp function,
                                              int64_t batch) {
  Block &body = function.getBody().front();
  Roundings roundings(batch);
  roundings.visit(body);
  Operation *terminator = body.getTerminator();
  llvm::SetVector<Operation *> forward;
  BackwardSliceOptions options;
  options.inclusive = true;
  (void)getBackwardSlice(terminator->getOperand(0), &forward, options);
  std::vector<ExposedValue> values;
  for (auto [at, value] : llvm::enumerate(terminator->getOperands())) {
    if (!function.getResultAttr(at, "ae.value"))
      continue;
    Operation *maker = makerOf(value);
    ExposedValue made{maker->getName().getStringRef().str(),
                      maker->getLoc(),
                      forward.contains(value.getDefiningOp()),
                      roundings.of(value),
                      {}};
    for (int64_t dim : cast<ShapedType>(value.getType()).getShape())
      made.dims.push_back(ShapedType::isDynamic(dim) ? -1 : dim);
    values.push_back(std::move(made));
  }
  return values;
}
