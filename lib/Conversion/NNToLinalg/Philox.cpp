//===- Philox.cpp - What draws are lowered with ---------------------------===//
//
// Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC
// 2011. One call an element, of which two words of four are used at most: lanes
// of a vector are neighbours in memory, and sharing a call among four of them
// would cost the shuffles that it saves. Integer arithmetic and conversions of
// 24 bits are exact, so that f32, f64 and all CPU levels draw the same.
//
//===----------------------------------------------------------------------===//
#include "Philox.h"
#include "Tensors.h"

using namespace mlir;
using namespace aec::nn;

namespace {
/// 32-bit arithmetic; words may be vectors later, so nothing is folded here.
class WordBuilder {
public:
  WordBuilder(OpBuilder &builder, Location loc) : builder(builder), loc(loc) {}

  Value constant(uint32_t value) {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getI32IntegerAttr(int32_t(value)));
  }
  template <typename OpTy, typename... Operands>
  Value make(Operands... operands) {
    return OpTy::create(builder, loc, operands...);
  }
  Value truncate(Value wide) {
    return make<arith::TruncIOp>(builder.getI32Type(), wide);
  }
  /// The words of `factor` * `word`: low, high.
  std::pair<Value, Value> multiply(uint32_t factor, Value word) {
    auto product =
        arith::MulUIExtendedOp::create(builder, loc, word, constant(factor));
    return {product.getLow(), product.getHigh()};
  }
  Value exclusiveOr(Value a, Value b, Value c) {
    return make<arith::XOrIOp>(make<arith::XOrIOp>(a, b), c);
  }

private:
  OpBuilder &builder;
  Location loc;
};
} // namespace

SmallVector<Value> aec::nn::buildPhiloxUniforms(OpBuilder &builder,
                                                Location loc, Value seed,
                                                Value step, int64_t stream,
                                                bool acrossCalls) {
  WordBuilder words(builder, loc);
  Value half =
      arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(32));
  Value zero = words.constant(0), count = words.truncate(step);
  return {words.truncate(seed),
          words.truncate(words.make<arith::ShRUIOp>(seed, half)),
          acrossCalls ? count : zero, acrossCalls ? zero : count,
          words.constant(uint32_t(stream))};
}

/// Row and feature of the element, as words.
static std::pair<Value, Value> buildPlace(OpBuilder &builder, Location loc,
                                          RankedTensorType type) {
  WordBuilder words(builder, loc);
  auto index = [&](int64_t dim) {
    Value at = linalg::IndexOp::create(builder, loc, dim);
    return words.make<arith::IndexCastOp>(builder.getI32Type(), at);
  };
  int64_t first = hasBatch(type) ? 1 : 0;
  Value row = first ? index(0) : words.constant(0), feature;
  for (int64_t dim = first; dim < type.getRank(); ++dim) {
    if (feature)
      feature = words.make<arith::MulIOp>(
          feature, words.constant(uint32_t(type.getDimSize(dim))));
    feature =
        feature ? words.make<arith::AddIOp>(feature, index(dim)) : index(dim);
  }
  return {row, feature ? feature : words.constant(0)};
}

std::pair<Value, Value> aec::nn::buildPhilox(OpBuilder &builder, Location loc,
                                             RankedTensorType type,
                                             ValueRange uniforms) {
  WordBuilder words(builder, loc);
  Value low = uniforms[0], high = uniforms[1];
  auto [row, feature] = buildPlace(builder, loc, type);
  Value counter[] = {feature, words.make<arith::AddIOp>(row, uniforms[2]),
                     uniforms[3], uniforms[4]};
  for (int round = 0; round < 10; ++round) {
    auto [low0, high0] = words.multiply(0xD2511F53u, counter[0]);
    auto [low1, high1] = words.multiply(0xCD9E8D57u, counter[2]);
    Value second = words.exclusiveOr(high1, counter[1], low);
    Value fourth = words.exclusiveOr(high0, counter[3], high);
    counter[0] = second, counter[1] = low1;
    counter[2] = fourth, counter[3] = low0;
    low = words.make<arith::AddIOp>(low, words.constant(0x9E3779B9u));
    high = words.make<arith::AddIOp>(high, words.constant(0xBB67AE85u));
  }
  return {counter[0], counter[1]};
}

Value aec::nn::buildUnit(OpBuilder &builder, Location loc, Value word,
                         int64_t offset, Type element) {
  WordBuilder words(builder, loc);
  Value bits = words.make<arith::ShRUIOp>(word, words.constant(8));
  if (offset)
    bits = words.make<arith::AddIOp>(bits, words.constant(uint32_t(offset)));
  Value number = arith::SIToFPOp::create(builder, loc, element, bits);
  Scalars s(builder, loc, number);
  return s.mul(number, s.constant(0x1p-24));
}

namespace {
class DrawToGeneric : public RewritePattern {
public:
  DrawToGeneric(StringRef name, MLIRContext *context)
      : RewritePattern(name, /*benefit=*/1, context) {}

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    Location loc = op->getLoc();
    auto type = cast<RankedTensorType>(op->getResult(0).getType());
    SmallVector<OpFoldResult> sizes =
        getAsIndexOpFoldResult(rewriter.getContext(), type.getShape());
    if (hasBatch(type))
      sizes[0] = sizeOf(rewriter, loc, op->getOperand(0), 0);
    Value init = emptyTensor(rewriter, loc, sizes, type.getElementType());
    auto draw = cast<ElementwiseOpInterface>(op);
    SmallVector<Value> uniforms = draw.buildUniforms(rewriter, loc);
    SmallVector<utils::IteratorType> iterators(type.getRank(),
                                               utils::IteratorType::parallel);
    rewriter.replaceOpWithNewOp<linalg::GenericOp>(
        op, type, ValueRange(), init,
        ArrayRef{rewriter.getMultiDimIdentityMap(type.getRank())}, iterators,
        [&](OpBuilder &nested, Location loc, ValueRange) {
          linalg::YieldOp::create(nested, loc,
                                  draw.buildScalars(nested, loc, {}, uniforms));
        });
    return success();
  }
};
} // namespace

void aec::nn::addDrawLowering(RewritePatternSet &patterns, StringRef name) {
  patterns.add<DrawToGeneric>(name, patterns.getContext());
}
