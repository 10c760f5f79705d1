//===- SinkRepeats.cpp - What is the same at every step is computed once --===//
//
// A decoder reads one vector at every step: its product with the weight, and
// the bias, are those of one step. Before gradients, so that the gradients of
// steps are summed in front of the products and not behind them.
//
//===----------------------------------------------------------------------===//
#include "TensorTypes.h"
#include "aec/Transforms/Passes.h"
#include "dialects/NN/Products.h"
#include "dialects/NN/Sequence.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_SINKREPEATSPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

/// einsum(repeat(x), w) -> repeat(einsum(x, w)), where steps are summed with
/// nothing.
struct SinkBelowProduct : OpRewritePattern<nn::EinsumOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::EinsumOp op,
                                PatternRewriter &rewriter) const override {
    auto repeat = op.getLhs().getDefiningOp<nn::RepeatVectorOp>();
    auto [operands, result] = op.getEquation().split("->");
    auto [lhs, rhs] = operands.split(',');
    if (!repeat || result.size() != 3 || result[0] != lhs[0] ||
        result[1] != lhs[1] || rhs.contains(lhs[1]))
      return failure();
    auto without = [](StringRef letters) {
      return (letters.take_front() + letters.drop_front(2)).str();
    };
    std::string equation =
        without(lhs) + "," + rhs.str() + "->" + without(result);
    remark::passed(op.getLoc(),
                   remark::RemarkOpts::name("repeat").category("fusion"))
        << (Twine("one product instead of ") + Twine(repeat.getSteps()) +
            " equal ones")
               .str();
    Value once = nn::EinsumOp::create(rewriter, op.getLoc(), equation,
                                      repeat.getInput(), op.getRhs());
    rewriter.replaceOpWithNewOp<nn::RepeatVectorOp>(op, once,
                                                    repeat.getSteps());
    return success();
  }
};

/// f(repeat(x), v) -> repeat(f(x, v)) for a v that has no steps.
struct SinkBelowElementwise
    : OpInterfaceRewritePattern<nn::ElementwiseOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::ElementwiseOpInterface op,
                                PatternRewriter &rewriter) const override {
    nn::RepeatVectorOp first;
    SmallVector<Value> operands;
    for (Value operand : op->getOperands()) {
      auto repeat = operand.getDefiningOp<nn::RepeatVectorOp>();
      if (!repeat && rankOf(operand) > 1)
        return failure();
      first = repeat ? repeat : first;
      operands.push_back(repeat ? repeat.getInput() : operand);
    }
    if (!first || op->getNumResults() != 1 ||
        op->getResult(0).getType() != first.getType())
      return failure();
    Operation *once = rewriter.clone(*op.getOperation());
    once->setOperands(operands);
    once->getResult(0).setType(first.getInput().getType());
    rewriter.replaceOpWithNewOp<nn::RepeatVectorOp>(op, once->getResult(0),
                                                    first.getSteps());
    return success();
  }
};

struct SinkRepeats : aec::impl::SinkRepeatsPassBase<SinkRepeats> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<SinkBelowProduct, SinkBelowElementwise>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
