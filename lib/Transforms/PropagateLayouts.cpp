//===- PropagateLayouts.cpp - Transposes of images meet and cancel --------===//
//
// Transposes move down: below elementwise ops, which do not care about order,
// and through reductions, broadcasts and ops that take tensors apart, whose
// dimensions have new numbers, and reshapes that add or drop a 1. Where two
// meet, one or none is left; where all moved dimensions but one have size 1, a
// reshape is. Matrices are FoldTransposes' business.
//
//===----------------------------------------------------------------------===//
#include "TensorTypes.h"
#include "aec/Transforms/Passes.h"
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_PROPAGATELAYOUTSPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// The transpose of three or more dimensions that a value is, or null.
static nn::TransposeOp transposeOf(Value value) {
  auto transpose = value.getDefiningOp<nn::TransposeOp>();
  return transpose && transpose.getType().getRank() > 2 ? transpose
                                                        : nn::TransposeOp();
}

static Value transposed(OpBuilder &builder, Value value,
                        ArrayRef<int64_t> permutation) {
  return nn::TransposeOp::create(builder, value.getLoc(), value, permutation);
}

/// `value` in another shape, through reshapes that it is already.
static Value reshaped(OpBuilder &builder, Value value,
                      ArrayRef<int64_t> shape) {
  while (auto reshape = value.getDefiningOp<nn::ReshapeOp>())
    value = reshape.getInput();
  if (typeOf(value).getShape() == shape)
    return value;
  return nn::ReshapeOp::create(builder, value.getLoc(), value,
                               writtenShape(shape));
}

/// Whether dimensions above 1 keep their order, so that memory does not change.
static bool keepsOrder(ArrayRef<int64_t> sourceShape,
                       ArrayRef<int64_t> permutation) {
  int64_t last = -1;
  for (int64_t dim : permutation) {
    if (sourceShape[dim] == 1)
      continue;
    if (dim < last)
      return false;
    last = dim;
  }
  return true;
}

namespace {

/// transpose(transpose(x)) -> one, or x.
struct Compose : OpRewritePattern<nn::TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::TransposeOp op,
                                PatternRewriter &rewriter) const override {
    nn::TransposeOp inner = transposeOf(op.getInput());
    if (!inner)
      return failure();
    SmallVector<int64_t> both =
        applyPermutation(inner.getPermutation(), op.getPermutation());
    rewriter.replaceOp(op, isIdentityPermutation(both)
                               ? inner.getInput()
                               : transposed(rewriter, inner.getInput(), both));
    return success();
  }
};

/// f(transpose(a), transpose(b)) -> transpose(f(a, b)).
struct SinkBelowElementwise
    : OpInterfaceRewritePattern<nn::ElementwiseOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::ElementwiseOpInterface op,
                                PatternRewriter &rewriter) const override {
    auto type = typeOf(op->getResult(0));
    nn::TransposeOp first;
    for (Value operand : op->getOperands())
      if (nn::TransposeOp found = transposeOf(operand))
        if (operand.getType() == type && !first)
          first = found;
    if (!first || !pays(op, first) || !canRepeat(op, first))
      return failure();
    SmallVector<int64_t> permutation(first.getPermutation());
    Operation *moved = rewriter.clone(*op.getOperation());
    rewriter.setInsertionPoint(moved);
    for (OpOperand &operand : moved->getOpOperands())
      if (isa<RankedTensorType>(operand.get().getType()))
        operand.set(source(rewriter, operand.get(), type, permutation));
    rewriter.setInsertionPointAfter(moved);
    for (auto [old, result] :
         llvm::zip_equal(op->getResults(), moved->getResults())) {
      result.setType(RankedTensorType::get(
          cast<RankedTensorType>(first.getInput().getType()).getShape(),
          typeOf(result).getElementType()));
      rewriter.replaceAllUsesWith(old,
                                  transposed(rewriter, result, permutation));
    }
    rewriter.eraseOp(op);
    return success();
  }

private:
  /// Whether a transpose, null for none, is by `permutation`, but for where it
  /// has dimensions of size 1.
  static bool isSame(nn::TransposeOp other, ArrayRef<int64_t> permutation) {
    return other &&
           keepsOrder(typeOf(other.getInput()).getShape(),
                      applyPermutation(other.getPermutation(),
                                       invertPermutationVector(permutation)));
  }

  /// Counts transposes before and behind. One that brings channels in front of
  /// pixels also moves on where it costs an argument's other order, which the
  /// first layer needs too, or a reshape; the way back never does, so that this
  /// ends.
  static bool pays(Operation *op, nn::TransposeOp first) {
    ArrayRef<int64_t> permutation = first.getPermutation();
    auto type = typeOf(first);
    bool toChannels =
        permutation[0] == 0 && permutation[1] == type.getRank() - 1;
    SmallVector<int64_t> inverse = invertPermutationVector(permutation);
    unsigned gone = 0, added = 0;
    for (Value operand : op->getOperands()) {
      if (operand.getType() != type)
        continue;
      if (isSame(transposeOf(operand), permutation))
        ++gone;
      else if (!(toChannels && (keepsOrder(type.getShape(), inverse) ||
                                isOrderedAlready(operand, inverse))))
        ++added;
    }
    return added == 0 || added + op->getNumResults() < gone;
  }

  static bool isOrderedAlready(Value value, ArrayRef<int64_t> permutation) {
    return isa<BlockArgument>(value) &&
           llvm::any_of(value.getUsers(), [&](Operation *user) {
             auto transpose = dyn_cast<nn::TransposeOp>(user);
             return transpose && transpose.getPermutation() == permutation;
           });
  }

  /// Shape of an operand that is repeated, in the transpose's source.
  static SmallVector<int64_t> sourceShape(RankedTensorType operand,
                                          int64_t rank,
                                          ArrayRef<int64_t> permutation) {
    SmallVector<int64_t> full(rank - operand.getRank(), 1), result(rank);
    llvm::append_range(full, operand.getShape());
    for (auto [size, dim] : llvm::zip_equal(full, permutation))
      result[dim] = size;
    if (ShapedType::isDynamic(result.front()))
      return result;
    return llvm::to_vector(
        ArrayRef(result).drop_while([](int64_t size) { return size == 1; }));
  }

  /// Operands that are repeated have one dimension that is not 1, or keep
  /// order.
  static bool canRepeat(Operation *op, nn::TransposeOp first) {
    auto type = typeOf(first);
    return llvm::all_of(op->getOperands(), [&](Value operand) {
      auto other = dyn_cast<RankedTensorType>(operand.getType());
      if (!other || other == type || other.getRank() == 0)
        return true;
      SmallVector<int64_t> full(type.getRank() - other.getRank(), 1);
      llvm::append_range(full, other.getShape());
      return keepsOrder(full, invertPermutationVector(first.getPermutation()));
    });
  }

  static Value source(OpBuilder &builder, Value operand, RankedTensorType type,
                      ArrayRef<int64_t> permutation) {
    if (operand.getType() == type) {
      if (nn::TransposeOp other = transposeOf(operand);
          isSame(other, permutation))
        return reshaped(builder, other.getInput(),
                        applyPermutation(type.getShape(),
                                         invertPermutationVector(permutation)));
      return transposed(builder, operand, invertPermutationVector(permutation));
    }
    if (typeOf(operand).getRank() == 0)
      return operand;
    return reshaped(builder, operand,
                    sourceShape(typeOf(operand), type.getRank(), permutation));
  }
};

/// reduce(transpose(x)) -> reduce(x), where what is left keeps its order.
struct FoldIntoReduction : OpInterfaceRewritePattern<nn::ReductionOpInterface> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;

  LogicalResult matchAndRewrite(nn::ReductionOpInterface op,
                                PatternRewriter &rewriter) const override {
    nn::TransposeOp transpose = transposeOf(op->getOperand(0));
    if (!transpose)
      return failure();
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    auto from = typeOf(transpose.getInput());
    SmallVector<int64_t> reduced = op.getReducedDims(), dims, left;
    for (auto [i, dim] : llvm::enumerate(permutation))
      (llvm::is_contained(reduced, int64_t(i)) ? dims : left).push_back(dim);
    if (!keepsOrder(from.getShape(), left))
      return failure();
    llvm::sort(left);
    llvm::sort(dims);
    SmallVector<int64_t> shape;
    for (int64_t dim : left)
      shape.push_back(from.getDimSize(dim));
    auto type = RankedTensorType::get(shape, from.getElementType());
    Value result;
    // A sum of what broadcasting repeated has no list of dimensions.
    if (!op->hasAttr("dims")) {
      result = nn::SumOp::create(rewriter, op.getLoc(), transpose.getInput(),
                                 dims, /*keep=*/false);
    } else {
      Operation *other = rewriter.clone(*op.getOperation());
      other->setOperand(0, transpose.getInput());
      other->setAttr("dims", rewriter.getDenseI64ArrayAttr(dims));
      other->removeAttr("keep");
      other->getResult(0).setType(type);
      result = other->getResult(0);
    }
    rewriter.replaceOp(
        op, reshaped(rewriter, result, typeOf(op->getResult(0)).getShape()));
    return success();
  }
};

/// broadcast(x like transpose(y)) -> transpose(broadcast(x like y)).
struct SinkBelowBroadcast : OpRewritePattern<nn::BroadcastOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::BroadcastOp op,
                                PatternRewriter &rewriter) const override {
    nn::TransposeOp like = transposeOf(op.getLike());
    if (!like)
      return failure();
    SmallVector<int64_t> dims;
    for (int64_t dim : op.getDims())
      dims.push_back(like.getPermutation()[dim]);
    if (!llvm::is_sorted(dims))
      return failure();
    Value wide = nn::BroadcastOp::create(rewriter, op.getLoc(), op.getInput(),
                                         like.getInput(), dims);
    rewriter.replaceOp(op, transposed(rewriter, wide, like.getPermutation()));
    return success();
  }
};

/// Ops that take a tensor apart along one dimension, `dim`, or join tensors.
template <typename Op> struct SinkBelowParts : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    nn::TransposeOp first = transposeOf(op->getOperand(0));
    SmallVector<Value> sources;
    for (Value operand : op->getOperands()) {
      nn::TransposeOp other = transposeOf(operand);
      if (!first || !other || other.getPermutation() != first.getPermutation())
        return failure();
      sources.push_back(other.getInput());
    }
    ArrayRef<int64_t> permutation = first.getPermutation();
    Operation *moved = rewriter.clone(*op.getOperation());
    moved->setOperands(sources);
    moved->setAttr("dim", rewriter.getI64IntegerAttr(permutation[op.getDim()]));
    moved->getResult(0).setType(RankedTensorType::get(
        applyPermutation(op.getType().getShape(),
                         invertPermutationVector(permutation)),
        op.getType().getElementType()));
    rewriter.replaceOp(op,
                       transposed(rewriter, moved->getResult(0), permutation));
    return success();
  }
};

/// reshape(transpose(x)) -> transpose(reshape(x)), where the reshape adds and
/// drops dimensions of size 1 alone: a signal is an image of height 1.
struct SinkBelowReshape : OpRewritePattern<nn::ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    nn::TransposeOp transpose = transposeOf(op.getInput());
    if (!transpose)
      return failure();
    ArrayRef<int64_t> sizes = typeOf(transpose.getInput()).getShape();
    SmallVector<int64_t> moved;
    for (int64_t dim : transpose.getPermutation())
      if (sizes[dim] != 1)
        moved.push_back(dim);
    // Dimensions of the result: a run of 1s goes with what is behind it.
    ArrayRef<int64_t> shape = op.getType().getShape();
    SmallVector<SmallVector<int64_t>> runs(1);
    size_t next = 0;
    for (auto [dim, size] : llvm::enumerate(shape)) {
      runs.back().push_back(dim);
      if (size == 1)
        continue;
      if (next == moved.size() || sizes[moved[next++]] != size)
        return failure();
      runs.emplace_back();
    }
    if (next != moved.size())
      return failure();
    rewriter.replaceOp(
        op, inOrder(rewriter, op, transpose.getInput(), moved, runs));
    return success();
  }

private:
  /// `source` with the runs in the order in which it has `moved`.
  static Value inOrder(OpBuilder &builder, nn::ReshapeOp op, Value source,
                       ArrayRef<int64_t> moved,
                       ArrayRef<SmallVector<int64_t>> runs) {
    SmallVector<size_t> places =
        llvm::to_vector(llvm::seq<size_t>(0, moved.size()));
    llvm::sort(places, [&](size_t a, size_t b) { return moved[a] < moved[b]; });
    SmallVector<int64_t> dims, shape;
    for (size_t place : places)
      llvm::append_range(dims, runs[place]);
    llvm::append_range(dims, runs.back());
    for (int64_t dim : dims)
      shape.push_back(op.getType().getDimSize(dim));
    Value result = reshaped(builder, source, shape);
    SmallVector<int64_t> permutation = invertPermutationVector(dims);
    return isIdentityPermutation(permutation)
               ? result
               : transposed(builder, result, permutation);
  }
};

/// A transpose that moves no memory is a reshape. Last: reshapes stay put.
struct MakeReshape : OpRewritePattern<nn::TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::TransposeOp op,
                                PatternRewriter &rewriter) const override {
    auto from = typeOf(op.getInput());
    if (from.getRank() < 3 || !keepsOrder(from.getShape(), op.getPermutation()))
      return failure();
    rewriter.replaceOp(
        op, reshaped(rewriter, op.getInput(), op.getType().getShape()));
    return success();
  }
};

/// reshape(reshape(x)) -> one, or x.
struct ComposeReshapes : OpRewritePattern<nn::ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(nn::ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    if (!op.getInput().getDefiningOp<nn::ReshapeOp>())
      return failure();
    rewriter.replaceOp(
        op, reshaped(rewriter, op.getInput(), op.getType().getShape()));
    return success();
  }
};

struct PropagateLayouts
    : aec::impl::PropagateLayoutsPassBase<PropagateLayouts> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    bool hasTransposes = false;
    getOperation().walk([&](nn::TransposeOp op) {
      hasTransposes |= op.getType().getRank() > 2;
    });
    RewritePatternSet sinking(context), last(context);
    sinking
        .add<Compose, SinkBelowElementwise, FoldIntoReduction,
             SinkBelowBroadcast, SinkBelowReshape, SinkBelowParts<nn::ConcatOp>,
             SinkBelowParts<nn::SliceOp>, SinkBelowParts<nn::PadOp>>(context);
    last.add<Compose, ComposeReshapes, MakeReshape>(context);
    if (failed(applyPatternsGreedily(getOperation(), std::move(sinking))) ||
        failed(applyPatternsGreedily(getOperation(), std::move(last))))
      return signalPassFailure();
    if (hasTransposes)
      remarkLeft();
  }

private:
  void remarkLeft() {
    unsigned left = 0;
    getOperation().walk(
        [&](nn::TransposeOp op) { left += op.getType().getRank() > 2; });
    remark::analysis(getOperation().getLoc(),
                     remark::RemarkOpts::name("reorders").category("layout"))
        << (Twine(left) + " reorders of images are left in @" +
            getOperation().getName())
               .str();
  }
};

} // namespace
