//===- ConvertNNToLinalg.cpp - The pass aec-convert-nn-to-linalg ----------===//
//
// The greedy driver, not the conversion driver: types do not change, formulas
// lower step by step through other nn ops, and an op that no pattern takes gets
// a message of ours.
//
//===----------------------------------------------------------------------===//
#include "aec/Conversion/Passes.h"
#include "dialects/NN/Families.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_CONVERTNNTOLINALGPASS
#include "aec/Conversion/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// Calls every op's own `addLinalgLowering`; an op without one does not link.
template <typename... Ops>
static void addLowerings(RewritePatternSet &patterns, nn::OpList<Ops...>) {
  (Ops::addLinalgLowering(patterns), ...);
}

void nn::populateLinalgLowerings(RewritePatternSet &patterns) {
  visitFamilies([&](auto ops) { addLowerings(patterns, ops); });
}

namespace {
class ConvertNNToLinalg
    : public aec::impl::ConvertNNToLinalgPassBase<ConvertNNToLinalg> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet owned(context);
    nn::populateLinalgLowerings(owned);
    // The batch becomes the size of an argument, one value for all of its uses.
    tensor::DimOp::getCanonicalizationPatterns(owned, context);
    memref::populateResolveRankedShapedTypeResultDimsPatterns(owned);
    patterns = std::move(owned);
    return success();
  }

  void runOnOperation() override {
    GreedyRewriteConfig config;
    config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled);
    // Else the constants of bodies move out of them, to the function's start.
    config.enableConstantCSE(false);
    (void)applyPatternsGreedily(getOperation(), patterns, config);
    if (failed(verifyNoneLeft()))
      signalPassFailure();
  }

  LogicalResult verifyNoneLeft() {
    LogicalResult result = success();
    getOperation()->walk([&](Operation *op) {
      if (!isa_and_nonnull<nn::NNDialect>(op->getDialect()))
        return;
      op->emitOpError("cannot be lowered to linalg; a pass before this one "
                      "must replace it");
      result = failure();
    });
    return result;
  }

  FrozenRewritePatternSet patterns;
};
} // namespace
