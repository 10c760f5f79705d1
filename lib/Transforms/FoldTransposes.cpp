//===- FoldTransposes.cpp - Transposes disappear into their users ---------===//
//
// A product reads its operands in either order for free; elementwise ops do not
// care about order; two transposes cancel. What is left is real work.
//
//===----------------------------------------------------------------------===//
#include "TensorTypes.h"
#include "aec/Transforms/Passes.h"
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_FOLDTRANSPOSESPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// The value whose two dimensions a transpose swaps, or null.
static Value untransposed(Value value) {
  auto transpose = value.getDefiningOp<nn::TransposeOp>();
  if (transpose && transpose.getPermutation() == ArrayRef<int64_t>{1, 0})
    return transpose.getInput();
  return {};
}

/// A product that gives its result transposed for free.
static nn::ContractionOpInterface freeProduct(Value value) {
  return value.hasOneUse() ? value.getDefiningOp<nn::ContractionOpInterface>()
                           : nn::ContractionOpInterface();
}

/// `value` transposed, without a transpose where that is free.
static Value transpose(OpBuilder &builder, Location loc, Value value) {
  if (Value source = untransposed(value))
    return source;
  if (nn::ContractionOpInterface product = freeProduct(value)) {
    OpBuilder before(product);
    if (Value swapped = product.withTransposedResult(before))
      return swapped;
  }
  return nn::TransposeOp::create(builder, loc, value, ArrayRef<int64_t>{1, 0});
}

namespace {

/// transpose(transpose(x)) -> x; transpose(product) -> product the other way.
struct FoldTranspose : OpRewritePattern<nn::TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::TransposeOp op,
                                PatternRewriter &rewriter) const override {
    if (!untransposed(op.getResult()))
      return failure();
    if (Value source = untransposed(op.getInput())) {
      rewriter.replaceOp(op, source);
      return success();
    }
    auto product = op.getInput().getDefiningOp<nn::ContractionOpInterface>();
    if (!product || !op.getInput().hasOneUse())
      return failure();
    rewriter.setInsertionPoint(product);
    Value swapped = product.withTransposedResult(rewriter);
    if (!swapped)
      return failure();
    rewriter.replaceOp(op, swapped);
    return success();
  }
};

/// transpose(f(product, product)) -> f of the products the other way: the sum
/// of a tied weight's two gradients.
struct HoistAboveElementwise : OpRewritePattern<nn::TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::TransposeOp op,
                                PatternRewriter &rewriter) const override {
    auto inner = op.getInput().getDefiningOp<nn::ElementwiseOpInterface>();
    if (!untransposed(op.getResult()) || !inner ||
        inner->getNumResults() != 1 || !op.getInput().hasOneUse())
      return failure();
    auto isFree = [](Value operand) {
      if (rankOf(operand) != 2)
        return rankOf(operand) == 0;
      return untransposed(operand) || freeProduct(operand);
    };
    if (!llvm::all_of(inner->getOperands(), isFree))
      return failure();
    rewriter.setInsertionPoint(inner);
    IRMapping mapping;
    for (Value operand : inner->getOperands())
      if (rankOf(operand) == 2) {
        auto product = operand.getDefiningOp<nn::ContractionOpInterface>();
        mapping.map(operand, product ? product.withTransposedResult(rewriter)
                                     : untransposed(operand));
      }
    Operation *swapped = rewriter.clone(*inner.getOperation(), mapping);
    swapped->getResult(0).setType(op.getType());
    rewriter.replaceOp(op, swapped);
    rewriter.eraseOp(inner);
    return success();
  }
};

/// product(transpose(a), b) -> product that reads a transposed.
struct FoldIntoProduct : OpInterfaceRewritePattern<nn::ContractionOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::ContractionOpInterface op,
                                PatternRewriter &rewriter) const override {
    for (OpOperand &operand : op->getOpOperands())
      if (Value source = untransposed(operand.get()))
        if (Value folded = op.withTransposedOperand(
                rewriter, operand.getOperandNumber(), source)) {
          rewriter.replaceOp(op, folded);
          return success();
        }
    return failure();
  }
};

/// f(transpose(a), transpose(b)) -> transpose(f(a, b)) where fewer transposes
/// are left, or as many further down.
struct SinkBelowElementwise
    : OpInterfaceRewritePattern<nn::ElementwiseOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::ElementwiseOpInterface op,
                                PatternRewriter &rewriter) const override {
    if (!pays(op))
      return failure();
    Operation *swapped = rewriter.clone(*op.getOperation());
    rewriter.setInsertionPoint(swapped);
    for (OpOperand &operand : swapped->getOpOperands())
      if (rankOf(operand.get()) == 2)
        operand.set(transpose(rewriter, op.getLoc(), operand.get()));
    rewriter.setInsertionPointAfter(swapped);
    for (auto [result, old] :
         llvm::zip_equal(swapped->getResults(), op->getResults())) {
      auto type = cast<RankedTensorType>(result.getType());
      result.setType(RankedTensorType::get(
          {type.getDimSize(1), type.getDimSize(0)}, type.getElementType()));
      replaceResult(rewriter, old, result);
    }
    rewriter.eraseOp(op);
    return success();
  }

private:
  static bool isTransposedOnly(Value result) {
    return llvm::all_of(result.getUsers(), [](Operation *user) {
      return user->getNumResults() == 1 && untransposed(user->getResult(0));
    });
  }

  /// Counts transposes before and behind. The reverse of what pays never does,
  /// so that the pattern ends.
  static bool pays(Operation *op) {
    unsigned gone = 0, added = 0, results = 0;
    for (Value operand : op->getOperands()) {
      if (rankOf(operand) == 1 || rankOf(operand) > 2 ||
          (rankOf(operand) == 2 && nn::hasBatch(operand.getType())))
        return false;
      if (untransposed(operand))
        ++gone;
      else if (rankOf(operand) == 2 && !freeProduct(operand))
        ++added;
    }
    if (gone == 0)
      return false;
    for (Value result : op->getResults())
      ++(isTransposedOnly(result) ? gone : results);
    return added + results < gone || added == 0;
  }

  /// Users that transpose read the new value itself.
  static void replaceResult(PatternRewriter &rewriter, Value old,
                            Value swapped) {
    for (Operation *user : llvm::make_early_inc_range(old.getUsers()))
      if (user->getNumResults() == 1 && untransposed(user->getResult(0)))
        rewriter.replaceOp(user, swapped);
    if (!old.use_empty())
      rewriter.replaceAllUsesWith(
          old, nn::TransposeOp::create(rewriter, old.getLoc(), swapped,
                                       ArrayRef<int64_t>{1, 0}));
  }
};

/// A reduction over both dimensions of a transpose reads its source.
struct FoldIntoReduction : OpInterfaceRewritePattern<nn::ReductionOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::ReductionOpInterface op,
                                PatternRewriter &rewriter) const override {
    Value source = untransposed(op->getOperand(0));
    if (!source || op.getReducedDims().size() != 2)
      return failure();
    rewriter.modifyOpInPlace(op, [&] { op->setOperand(0, source); });
    return success();
  }
};

struct FoldTransposes : aec::impl::FoldTransposesPassBase<FoldTransposes> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<FoldTranspose, HoistAboveElementwise, FoldIntoProduct,
                 SinkBelowElementwise, FoldIntoReduction>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};

} // namespace
