//===- ApproximateDeviceMath.cpp - Functions without an instruction -------===//
//
// f32 has the polynomials of the CPU's path, so that both give nearly the same
// numbers. Adam's beta^step is a power with a whole exponent: multiplications,
// exact to a few ulps of f64, where exp(step * log(beta)) would lose as many
// digits as step has.
//
//===----------------------------------------------------------------------===//
#include "aec/Target/CUDA/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_APPROXIMATEDEVICEMATHPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;

/// base^exponent by squaring, for a whole `exponent` from 0 up.
static Value buildWholePower(OpBuilder &builder, Location loc, Value base,
                             Value exponent) {
  Type real = base.getType(), whole = exponent.getType();
  auto number = [&](OpBuilder &b, int64_t value) -> Value {
    return arith::ConstantOp::create(b, loc, b.getIntegerAttr(whole, value));
  };
  Value one =
      arith::ConstantOp::create(builder, loc, builder.getFloatAttr(real, 1.0));
  auto loop = scf::WhileOp::create(
      builder, loc, TypeRange{whole, real, real},
      ValueRange{exponent, base, one},
      [&](OpBuilder &b, Location, ValueRange state) {
        Value more = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::sgt,
                                           state[0], number(b, 0));
        scf::ConditionOp::create(b, loc, more, state);
      },
      [&](OpBuilder &b, Location, ValueRange state) {
        Value bit = arith::AndIOp::create(b, loc, state[0], number(b, 1));
        Value odd = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::ne, bit,
                                          number(b, 0));
        Value more = arith::MulFOp::create(b, loc, state[2], state[1]);
        Value result = arith::SelectOp::create(b, loc, odd, more, state[2]);
        Value rest = arith::ShRUIOp::create(b, loc, state[0], number(b, 1));
        Value square = arith::MulFOp::create(b, loc, state[1], state[1]);
        scf::YieldOp::create(b, loc, ValueRange{rest, square, result});
      });
  return loop.getResult(2);
}

static LogicalResult lowerWholePower(math::PowFOp op,
                                     PatternRewriter &rewriter) {
  auto whole = op.getRhs().getDefiningOp<arith::SIToFPOp>();
  if (!whole)
    return failure();
  rewriter.replaceOp(
      op, buildWholePower(rewriter, op.getLoc(), op.getLhs(), whole.getIn()));
  return success();
}

namespace {
struct ApproximateDeviceMath
    : aec::impl::ApproximateDeviceMathPassBase<ApproximateDeviceMath> {
  void runOnOperation() override {
    RewritePatternSet powers(&getContext());
    powers.add(lowerWholePower);
    if (failed(applyPatternsGreedily(getOperation(), std::move(powers))))
      return signalPassFailure();
    RewritePatternSet patterns(&getContext());
    math::populateExpansionPatterns(patterns, {"powf"});
    populateMathPolynomialApproximationPatterns(patterns, [](StringRef name) {
      return llvm::is_contained(
          {math::ExpOp::getOperationName(), math::ExpM1Op::getOperationName(),
           math::LogOp::getOperationName(), math::Log1pOp::getOperationName(),
           math::TanhOp::getOperationName(), math::ErfOp::getOperationName(),
           math::SinOp::getOperationName(), math::CosOp::getOperationName()},
          name);
    });
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
