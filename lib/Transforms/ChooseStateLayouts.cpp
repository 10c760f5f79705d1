//===- ChooseStateLayouts.cpp - Weights lie as products read them ---------===//
//
// Files hold W as PyTorch does, [out, in]. A forward product vectorises over
// `out`, so it wants [in, out], and so does inference a sample at a time; the
// data gradient packs a transposed panel, which costs 4% to 12% of it, while a
// forward product that had to would cost more (measured: batch 32, widths 32 to
// 784). The choice is per model: all functions see one memory. Only functions'
// boundaries change here; FoldTransposes and PropagateLayouts remove what this
// inserts.
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"
#include "dialects/AE/AE.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/Remarks.h"
#include "llvm/ADT/SetVector.h"

namespace aec {
#define GEN_PASS_DEF_CHOOSESTATELAYOUTSPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

static StringAttr stateOf(Value value) {
  auto argument = dyn_cast<BlockArgument>(value);
  if (!argument)
    return {};
  auto function = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
  return function ? function.getArgAttrOfType<StringAttr>(
                        argument.getArgNumber(), "ae.state")
                  : StringAttr();
}

/// The transpose from the file's order to the kernels', of matrices and of
/// convolutions' weights, [O, I, kh, kw] or [O, I, k]; and its inverse.
static SmallVector<int64_t> toMemory(int64_t rank) {
  SmallVector<int64_t> order = llvm::to_vector(llvm::seq<int64_t>(2, rank));
  order.append({1, 0});
  return order;
}
static SmallVector<int64_t> toFile(int64_t rank) {
  return invertPermutationVector(toMemory(rank));
}

/// The state behind reshapes that give a signal's weight the height of 1.
static StringAttr stateBehind(Value value) {
  while (auto reshape = value.getDefiningOp<nn::ReshapeOp>())
    value = reshape.getInput();
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getRank() > 2 ? stateOf(value) : StringAttr();
}

static RankedTensorType swapped(Type type) {
  auto tensor = cast<RankedTensorType>(type);
  SmallVector<int64_t> shape;
  for (int64_t dim : toMemory(tensor.getRank()))
    shape.push_back(tensor.getDimSize(dim));
  return RankedTensorType::get(shape, tensor.getElementType());
}

namespace {

struct ChooseStateLayouts
    : aec::impl::ChooseStateLayoutsPassBase<ChooseStateLayouts> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    collectVotes(module);
    llvm::SetVector<StringAttr> chosen;
    for (auto state : module.getOps<ae::StateOp>())
      if (votes.lookup(state.getSymNameAttr()) > 0)
        chosen.insert(state.getSymNameAttr());
    addCompanions(module, chosen);
    for (auto state : module.getOps<ae::StateOp>())
      if (chosen.contains(state.getSymNameAttr())) {
        if (failed(keepTransposed(state)))
          return signalPassFailure();
        remark::passed(
            state.getLoc(),
            remark::RemarkOpts::name("state-layout").category("layout"))
            << (Twine(state.getSymName()) + " is kept transposed").str();
      }
    for (auto function : module.getOps<func::FuncOp>())
      swapArguments(function, chosen);
    for (auto function : module.getOps<func::FuncOp>())
      swapResults(function, chosen);
  }

private:
  static LogicalResult keepTransposed(ae::StateOp state) {
    ArrayRef<int64_t> shape =
        cast<RankedTensorType>(state.getType()).getShape();
    ae::StateLayout layout = state.getLayout();
    if (failed(layout.permute(shape, toMemory(shape.size()))))
      return state.emitOpError("lies in memory as no ")
             << state.getType() << "; layouts of states were chosen already";
    state.setLayout(layout);
    return success();
  }

  /// One vote for every product that would like the second operand swapped.
  void collectVotes(ModuleOp module) {
    module.walk([&](nn::ContractionOpInterface op) {
      // Half of a step has the step's products, which have voted.
      if (op->getParentOfType<func::FuncOp>()->hasAttr("ae.accumulate_of"))
        return;
      for (OpOperand &operand : op->getOpOperands())
        if (StringAttr state = stateOf(operand.get()))
          if (operand.getOperandNumber() == 1)
            votes[state] += op.readsTransposed(1) ? 1 : -1;
    });
    // Layouts of images have put a transpose before every convolution.
    module.walk([&](nn::TransposeOp op) {
      StringAttr state = stateBehind(op.getInput());
      if (state && op.getType().getRank() == 4 &&
          op.getPermutation() == ArrayRef<int64_t>(toMemory(4)))
        ++votes[state];
    });
  }

  /// Moments lie as their parameter does: what an update reads together.
  void addCompanions(ModuleOp module, llvm::SetVector<StringAttr> &chosen) {
    module.walk([&](nn::ElementwiseOpInterface op) {
      auto isChosen = [&](Value operand) {
        StringAttr state = stateOf(operand);
        return state && chosen.contains(state);
      };
      if (llvm::none_of(op->getOperands(), isChosen))
        return;
      for (Value operand : op->getOperands())
        if (StringAttr state = stateOf(operand);
            state && operand.getType() == op->getResult(0).getType())
          chosen.insert(state);
    });
    // Gradients that are clipped do not meet their parameter at once.
    for (auto function : module.getOps<func::FuncOp>())
      for (BlockArgument argument : function.getArguments())
        if (auto parameter = function.getArgAttrOfType<StringAttr>(
                argument.getArgNumber(), "ae.gradient");
            parameter && chosen.contains(parameter))
          chosen.insert(stateOf(argument));
  }

  static void swapArguments(func::FuncOp function,
                            const llvm::SetVector<StringAttr> &chosen) {
    if (function.isDeclaration())
      return;
    OpBuilder builder(&function.getBody().front().front());
    for (BlockArgument argument : function.getArguments()) {
      StringAttr state = stateOf(argument);
      if (!state || !chosen.contains(state))
        continue;
      Type type = argument.getType();
      argument.setType(swapped(type));
      auto transpose = nn::TransposeOp::create(
          builder, argument.getLoc(), argument,
          toFile(cast<RankedTensorType>(type).getRank()));
      argument.replaceAllUsesExcept(transpose.getResult(), transpose);
    }
  }

  static void swapResults(func::FuncOp function,
                          const llvm::SetVector<StringAttr> &chosen) {
    if (function.isDeclaration())
      return;
    Operation *terminator = function.getBody().front().getTerminator();
    OpBuilder builder(terminator);
    for (OpOperand &operand : terminator->getOpOperands()) {
      auto state = function.getResultAttrOfType<StringAttr>(
          operand.getOperandNumber(), "ae.state");
      if (state && chosen.contains(state))
        operand.set(nn::TransposeOp::create(
            builder, function.getLoc(), operand.get(),
            toMemory(
                cast<RankedTensorType>(operand.get().getType()).getRank())));
    }
    function.setFunctionType(builder.getFunctionType(
        function.getBody().getArgumentTypes(), terminator->getOperandTypes()));
  }

  llvm::DenseMap<StringAttr, int> votes;
};

} // namespace
