//===- GenerateGradients.cpp - Reverse mode on nn -------------------------===//
//
// Replaces every nn.gradient by the adjoints of the ops between its value and
// what it is taken with respect to. Adjoints are nn ops, so an nn.gradient over
// a replaced one works: they are replaced in program order. Activity analysis
// keeps out what no `wrt` value reaches (Griewank and Walther, Evaluating
// Derivatives, section 6.2); the rest is accumulation in reverse order.
//
//===----------------------------------------------------------------------===//
#include "Jacobians.h"
#include "aec/Transforms/Passes.h"
#include "dialects/NN/Adjoint.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/SetVector.h"

namespace aec {
#define GEN_PASS_DEF_GENERATEGRADIENTSPASS
#define GEN_PASS_DEF_VERIFYJOINTPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// Whether a gradient may flow through this operand. Ops without an adjoint
/// answer yes for floats, so that they are found missing.
static bool isDifferentiableOperand(OpOperand &operand) {
  if (auto op = dyn_cast<nn::DifferentiableOpInterface>(operand.getOwner()))
    return op.isDifferentiableOperand(operand.getOperandNumber());
  auto tensor = dyn_cast<RankedTensorType>(operand.get().getType());
  return tensor && isa<FloatType>(tensor.getElementType());
}

namespace {

/// The adjoints of one nn.gradient.
class GradientBuilder {
public:
  /// `reported`: ops named as missing a gradient so far. `seed`: the gradient
  /// of the value itself, ones where it is null.
  GradientBuilder(nn::GradientOp gradient,
                  llvm::DenseSet<Operation *> &reported, Value seed)
      : gradient(gradient), builder(gradient), reported(reported), seed(seed) {}

  /// Replaces the op; fails with an error at every op without an adjoint.
  LogicalResult run();

private:
  void findActive();
  /// Whether this is in one half of a step, which has the step's errors: it
  /// fails without a word.
  bool isHalf();
  /// Whether this is a step's gradient and all of it is zero.
  bool movesNothing();
  LogicalResult decomposeMissing();
  void buildAdjoint(Operation *op);
  void accumulate(Value value, Value grad);

  nn::GradientOp gradient;
  OpBuilder builder;
  llvm::DenseSet<Operation *> &reported;
  Value seed;
  /// Values that some `wrt` reaches.
  llvm::DenseSet<Value> reached;
  /// Ops on a path from a `wrt` to the value, in program order.
  SmallVector<Operation *> active;
  llvm::DenseMap<Value, Value> grads;
};

} // namespace

void GradientBuilder::findActive() {
  reached.clear();
  active.clear();
  reached.insert_range(gradient.getWrt());
  SmallVector<Operation *> forward;
  for (Operation &op : *gradient->getBlock()) {
    if (&op == gradient)
      break;
    bool reaches = llvm::any_of(op.getOpOperands(), [&](OpOperand &operand) {
      return reached.contains(operand.get()) &&
             isDifferentiableOperand(operand);
    });
    if (!reaches)
      continue;
    reached.insert_range(op.getResults());
    forward.push_back(&op);
  }
  llvm::DenseSet<Value> needed{gradient.getValue()};
  for (Operation *op : llvm::reverse(forward)) {
    if (llvm::none_of(op->getResults(),
                      [&](Value v) { return needed.contains(v); }))
      continue;
    active.push_back(op);
    for (OpOperand &operand : op->getOpOperands())
      if (isDifferentiableOperand(operand))
        needed.insert(operand.get());
  }
  std::reverse(active.begin(), active.end());
}

/// Ops that are formulas are replaced by them; what is neither formula nor
/// differentiable is an error, all of them reported.
LogicalResult GradientBuilder::decomposeMissing() {
  for (bool changed = true; changed;) {
    changed = false;
    findActive();
    for (Operation *op : active) {
      auto formula = dyn_cast<nn::DecomposableOpInterface>(op);
      if (!formula || isa<nn::DifferentiableOpInterface>(op))
        continue;
      OpBuilder before(op);
      op->replaceAllUsesWith(formula.decompose(before));
      op->erase();
      changed = true;
    }
  }
  bool missing = false;
  for (Operation *op : active)
    if (!isa<nn::DifferentiableOpInterface>(op)) {
      missing = true;
      // Once, for however many gradients; an inner one told what it lacks.
      if (isHalf() || isa<nn::GradientOp>(op) || !reported.insert(op).second)
        continue;
      auto diagnostic = op->emitOpError("has no gradient");
      diagnostic.attachNote(gradient.getLoc())
          << "needed by the gradient taken here";
    }
  return failure(missing);
}

void GradientBuilder::accumulate(Value value, Value grad) {
  Value &sum = grads[value];
  sum = sum ? nn::AddOp::create(builder, grad.getLoc(), sum, grad) : grad;
}

void GradientBuilder::buildAdjoint(Operation *op) {
  SmallVector<Value> resultGrads = llvm::map_to_vector(
      op->getResults(), [&](Value result) { return grads.lookup(result); });
  if (llvm::none_of(resultGrads, [](Value grad) { return grad; }))
    return;
  SmallVector<bool> wanted =
      llvm::map_to_vector(op->getOpOperands(), [&](OpOperand &operand) {
        return reached.contains(operand.get()) &&
               isDifferentiableOperand(operand);
      });
  nn::AdjointBuilder adjoint(builder, op, resultGrads, wanted);
  cast<nn::DifferentiableOpInterface>(op).buildAdjoint(adjoint);
  for (auto [operand, grad, want] :
       llvm::zip_equal(op->getOperands(), adjoint.operandGrads(), wanted))
    if (grad && want)
      accumulate(operand, grad);
}

bool GradientBuilder::isHalf() {
  return gradient->getParentOp()->hasAttr("ae.accumulate_of");
}

bool GradientBuilder::movesNothing() {
  return llvm::all_of(gradient.getWrt(), [&](Value wrt) {
    auto argument = dyn_cast<BlockArgument>(wrt);
    auto function = dyn_cast<func::FuncOp>(gradient->getParentOp());
    return argument && function && !grads.lookup(wrt) &&
           function.getArgAttr(argument.getArgNumber(), "ae.state");
  });
}

LogicalResult GradientBuilder::run() {
  if (failed(decomposeMissing()))
    return failure();
  Location loc = gradient.getLoc();
  Value value = gradient.getValue();
  if (!seed) {
    seed = nn::constantLike(builder, loc, 1.0, value);
    if (cast<RankedTensorType>(value.getType()).getRank() > 0)
      seed = nn::BroadcastOp::create(builder, loc, seed, value,
                                     ArrayRef<int64_t>{});
  }
  grads[value] = seed;
  for (Operation *op : llvm::reverse(active))
    buildAdjoint(op);
  if (movesNothing() && isHalf())
    return failure();
  if (movesNothing())
    return mlir::emitError(loc)
           << "trains nothing: no term depends on a parameter that is trained; "
              "minimize a value that the networks behind `trains` make";
  for (auto [result, wrt] :
       llvm::zip_equal(gradient.getResults(), gradient.getWrt())) {
    Value grad = grads.lookup(wrt);
    result.replaceAllUsesWith(grad ? grad : nn::zerosLike(builder, loc, wrt));
  }
  gradient.erase();
  return success();
}

namespace {

struct GenerateGradients
    : aec::impl::GenerateGradientsPassBase<GenerateGradients> {
  /// The first derivative in program order but for those that failed.
  Operation *firstDerivative(const llvm::DenseSet<Operation *> &except) {
    Operation *first = nullptr;
    getOperation().walk([&](Operation *op) {
      if (!isa<nn::GradientOp, nn::JacobianNormOp>(op) || except.contains(op))
        return WalkResult::advance();
      first = op;
      return WalkResult::interrupt();
    });
    return first;
  }

  void runOnOperation() override {
    bool failedAny = false;
    llvm::DenseSet<Operation *> reported, failedOps;
    auto differentiate = [&](nn::GradientOp gradient, Value seed) {
      return GradientBuilder(gradient, reported, seed).run();
    };
    // An adjoint may be a gradient itself: the steps of a recurrence, written
    // out. It stands before the gradient that asked for it and is next.
    while (Operation *op = firstDerivative(failedOps)) {
      auto jacobian = dyn_cast<nn::JacobianNormOp>(op);
      LogicalResult result = jacobian
                                 ? expandJacobian(jacobian, differentiate)
                                 : differentiate(cast<nn::GradientOp>(op), {});
      if (failed(result)) {
        failedOps.insert(op);
        failedAny = true;
      }
    }
    if (failedAny)
      signalPassFailure();
  }
};

struct VerifyJoint : aec::impl::VerifyJointPassBase<VerifyJoint> {
  void runOnOperation() override {
    WalkResult result = getOperation().walk([](Operation *op) {
      if (!isa<nn::GradientOp, nn::JacobianNormOp>(op))
        return WalkResult::advance();
      op->emitOpError("is left behind the joint phase");
      return WalkResult::interrupt();
    });
    if (result.wasInterrupted())
      signalPassFailure();
  }
};

} // namespace
