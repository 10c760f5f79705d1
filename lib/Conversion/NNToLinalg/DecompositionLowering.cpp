//===- DecompositionLowering.cpp - Formulas of other nn ops ---------------===//
#include "dialects/NN/NN.h"

using namespace mlir;
using namespace aec::nn;

namespace {
class Decompose : public RewritePattern {
public:
  Decompose(StringRef name, MLIRContext *context)
      : RewritePattern(name, /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    rewriter.replaceOp(op,
                       cast<DecomposableOpInterface>(op).decompose(rewriter));
    return success();
  }
};
} // namespace

void aec::nn::addDecompositionLowering(RewritePatternSet &patterns,
                                       StringRef name) {
  patterns.add<Decompose>(name, patterns.getContext());
}
