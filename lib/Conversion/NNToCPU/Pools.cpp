//===- Pools.cpp - Pooling and upsampling as the generator takes it -------===//
//
// A mean is a scaled sum and its gradient spreads it; upsampling by repetition
// is the same the other way round.
//
//===----------------------------------------------------------------------===//
#include "aec/Conversion/NNToCPU.h"
#include "dialects/CPU/CPU.h"
#include "dialects/NN/Images.h"

using namespace mlir;
using namespace aec;
using cpu::PoolRole;

static void replace(Operation *op, PoolRole role, const nn::Window &window,
                    double scale, PatternRewriter &rewriter) {
  rewriter.replaceOpWithNewOp<cpu::PoolOp>(
      op, op->getResult(0).getType(), role, op->getOperands(), window.kernel,
      window.strides, window.padding, APFloat(scale));
}

static bool isTaken(Operation *op, bool channelsLast) {
  return channelsLast && isa<cpu::KernelOp>(op->getParentOp());
}

template <typename Op>
static LogicalResult convertPool(Op op, PoolRole role, bool isMean,
                                 PatternRewriter &rewriter) {
  if (!isTaken(op, op.getChannelsLast()))
    return failure();
  nn::Window window = op.getWindow();
  double count = double(window.kernel[0]) * window.kernel[1];
  replace(op, role, window, isMean ? 1 / count : 1, rewriter);
  return success();
}

template <typename Op>
static LogicalResult convertResampling(Op op, PoolRole nearest,
                                       PoolRole bilinear,
                                       PatternRewriter &rewriter) {
  if (!isTaken(op, op.getChannelsLast()))
    return failure();
  nn::Window window;
  llvm::copy(op.getFactors(), window.kernel.begin());
  window.strides = window.kernel;
  replace(op, op.getBilinear() ? bilinear : nearest, window, 1, rewriter);
  return success();
}

template <typename Op>
static LogicalResult convertShuffle(Op op, PoolRole role,
                                    PatternRewriter &rewriter) {
  if (!isTaken(op, op.getChannelsLast()))
    return failure();
  nn::Window window;
  window.kernel.fill(op.getFactor());
  window.strides = window.kernel;
  replace(op, role, window, 1, rewriter);
  return success();
}

void aec::populatePoolsToCPU(RewritePatternSet &patterns) {
  PatternBenefit first(2);
  patterns.add(
      +[](nn::MaxPool2dOp op, PatternRewriter &rewriter) {
        return convertPool(op, PoolRole::Max, false, rewriter);
      },
      first);
  patterns.add(
      +[](nn::MaxPool2dGradientOp op, PatternRewriter &rewriter) {
        return convertPool(op, PoolRole::MaxGradient, false, rewriter);
      },
      first);
  patterns.add(
      +[](nn::AvgPool2dOp op, PatternRewriter &rewriter) {
        return convertPool(op, PoolRole::Sum, true, rewriter);
      },
      first);
  patterns.add(
      +[](nn::AvgPool2dGradientOp op, PatternRewriter &rewriter) {
        return convertPool(op, PoolRole::Spread, true, rewriter);
      },
      first);
  patterns.add(
      +[](nn::Upsample2dOp op, PatternRewriter &rewriter) {
        return convertResampling(op, PoolRole::Spread, PoolRole::Interpolate,
                                 rewriter);
      },
      first);
  patterns.add(
      +[](nn::PixelShuffleOp op, PatternRewriter &rewriter) {
        return convertShuffle(op, PoolRole::Shuffle, rewriter);
      },
      first);
  patterns.add(
      +[](nn::PixelUnshuffleOp op, PatternRewriter &rewriter) {
        return convertShuffle(op, PoolRole::Unshuffle, rewriter);
      },
      first);
  patterns.add(
      +[](nn::Upsample2dGradientOp op, PatternRewriter &rewriter) {
        return convertResampling(op, PoolRole::Sum,
                                 PoolRole::InterpolateGradient, rewriter);
      },
      first);
}
