//===- Group.cpp - nn.group to linalg ------------------------------------===//
#include "dialects/NN/NN.h"

using namespace mlir;
using namespace aec::nn;

static LogicalResult lower(GroupOp op, PatternRewriter &rewriter) {
  // What was fused is lowered op by op: the reference has no groups.
  YieldOp yield = op.getYield();
  SmallVector<Value> results(yield.getValues());
  Block *body = &op.getBody().front();
  SmallVector<Value> inputs(op.getInputs());
  rewriter.eraseOp(yield);
  for (auto [i, result] : llvm::enumerate(results))
    if (auto argument = dyn_cast<BlockArgument>(result))
      if (argument.getOwner() == body)
        results[i] = inputs[argument.getArgNumber()];
  rewriter.inlineBlockBefore(body, op, inputs);
  rewriter.replaceOp(op, results);
  return success();
}

void GroupOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
