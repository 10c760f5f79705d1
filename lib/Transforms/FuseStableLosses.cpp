//===- FuseStableLosses.cpp - Probabilities become logits -----------------===//
//
// log(sigmoid(x)) loses all precision where the sigmoid saturates, and its
// gradient divides by zero. The pair's closed form does neither.
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_FUSESTABLELOSSESPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

/// Loss(Activation(x), t) -> LogitsLoss(x, t).
template <typename Loss, typename Activation, typename LogitsLoss>
struct FuseLoss : OpRewritePattern<Loss> {
  using OpRewritePattern<Loss>::OpRewritePattern;

  LogicalResult matchAndRewrite(Loss loss,
                                PatternRewriter &rewriter) const override {
    auto activation = loss.getPrediction().template getDefiningOp<Activation>();
    if (!activation) {
      remark::missed(loss.getLoc(),
                     remark::RemarkOpts::name("stable-loss").category("fusion"))
          << (Twine(Loss::getOperationName()) +
              " keeps probabilities: its prediction is no " +
              Activation::getOperationName())
                 .str();
      return failure();
    }
    remark::passed(loss.getLoc(),
                   remark::RemarkOpts::name("stable-loss").category("fusion"))
        << (Twine(Activation::getOperationName()) + " and " +
            Loss::getOperationName() + " became " +
            LogitsLoss::getOperationName())
               .str();
    rewriter.replaceOpWithNewOp<LogitsLoss>(
        loss, ValueRange{activation.getInput(), loss.getTarget()},
        loss->getAttrs());
    return success();
  }
};

struct FuseStableLosses
    : aec::impl::FuseStableLossesPassBase<FuseStableLosses> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<FuseLoss<nn::BceOp, nn::SigmoidOp, nn::BceWithLogitsOp>,
                 FuseLoss<nn::CrossEntropyOp, nn::SoftmaxOp,
                          nn::CrossEntropyWithLogitsOp>>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
