//===- ChooseImageLayouts.cpp - Images lie channels last ------------------===//
//
// Loops of convolutions and pooling vectorise over channels, so channels are
// the last dimension of an image inside, [B, H, W, C], whatever authors write.
// Transposes at the borders of every op say so; PropagateLayouts moves them
// together, where they cancel (oneDNN's and TVM's layout passes do the same).
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"
#include "dialects/NN/Image.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace aec {
#define GEN_PASS_DEF_CHOOSEIMAGELAYOUTSPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// `value` of an op on images brought into a layout.
static Value inLayout(OpBuilder &builder, Value value, nn::ImageRole role,
                      bool channelsLast) {
  ArrayRef<int64_t> permutation = nn::layoutPermutation(role, channelsLast);
  if (permutation.empty())
    return value;
  return nn::TransposeOp::create(builder, value.getLoc(), value, permutation);
}

static void makeChannelsLast(nn::ImageOpInterface op) {
  OpBuilder builder(op);
  SmallVector<Value> operands;
  for (OpOperand &operand : op->getOpOperands())
    operands.push_back(inLayout(builder, operand.get(),
                                op.getRole(operand.getOperandNumber()),
                                /*channelsLast=*/true));
  Operation *other = op.inOtherLayout(builder, operands);
  builder.setInsertionPointAfter(other);
  for (auto [i, results] : llvm::enumerate(
           llvm::zip_equal(op->getResults(), other->getResults()))) {
    auto [before, now] = results;
    before.replaceAllUsesWith(inLayout(builder, now,
                                       op.getRole(op->getNumOperands() + i),
                                       /*channelsLast=*/false));
  }
  op->erase();
}

namespace {
struct ChooseImageLayouts
    : aec::impl::ChooseImageLayoutsPassBase<ChooseImageLayouts> {
  void runOnOperation() override {
    SmallVector<nn::ImageOpInterface> ops;
    getOperation().walk([&](nn::ImageOpInterface op) {
      if (!op.isChannelsLast())
        ops.push_back(op);
    });
    for (nn::ImageOpInterface op : ops)
      makeChannelsLast(op);
  }
};
} // namespace
