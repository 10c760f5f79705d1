//===- Decompose.cpp - Formulas instead of composite ops ------------------===//
//
// Behind the gradients: a loss or a softmax has served its purpose as one op
// with a stable adjoint, and fusion wants to see its elementwise parts.
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_DECOMPOSEPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

struct DecomposeOp : OpInterfaceRewritePattern<nn::DecomposableOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::DecomposableOpInterface op,
                                PatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, op.decompose(rewriter));
    return success();
  }
};

struct Decompose : aec::impl::DecomposePassBase<Decompose> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<DecomposeOp>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
