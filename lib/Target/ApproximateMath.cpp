//===- ApproximateMath.cpp - Polynomials for transcendental functions -----===//
//
// The set is named, not upstream's default: pow and cbrt lose too many bits,
// and log1p and expm1 are asked for where their accuracy near 0 matters, which
// these two keep.
//
//===----------------------------------------------------------------------===//
#include "aec/Target/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_APPROXIMATEMATHPASS
#include "aec/Target/Passes.h.inc"
} // namespace aec

using namespace mlir;

namespace {
struct ApproximateMathPass
    : aec::impl::ApproximateMathPassBase<ApproximateMathPass> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    populateMathPolynomialApproximationPatterns(patterns, [](StringRef name) {
      return llvm::is_contained(
          {math::ExpOp::getOperationName(), math::ExpM1Op::getOperationName(),
           math::LogOp::getOperationName(), math::Log1pOp::getOperationName(),
           math::TanhOp::getOperationName(), math::ErfOp::getOperationName()},
          name);
    });
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
