//===- Convolution.cpp - Convolutions as the kernel generator takes them --===//
//
// In the payload of a kernel a convolution that is channels last keeps its
// numbers instead of becoming linalg; its loops are chosen from them.
//
//===----------------------------------------------------------------------===//
#include "dialects/NN/Convolution.h"
#include "aec/Conversion/NNToCPU.h"
#include "dialects/CPU/CPU.h"

using namespace mlir;
using namespace aec;

template <typename Op>
static LogicalResult convert(Op op, cpu::ConvolutionRole role,
                             PatternRewriter &rewriter) {
  if (!op.getChannelsLast() || !isa<cpu::KernelOp>(op->getParentOp()))
    return failure();
  rewriter.replaceOpWithNewOp<cpu::ConvolutionOp>(
      op, op.getType(), role, op->getOperand(0), op->getOperand(1),
      op.getStrides(), op.getPadding(), op.getDilation(), op.getGroups());
  return success();
}

void aec::populateConvolutionsToCPU(RewritePatternSet &patterns) {
  using Role = cpu::ConvolutionRole;
  PatternBenefit first(2);
  patterns.add(
      +[](nn::Conv2dOp op, PatternRewriter &rewriter) {
        return convert(op, Role::Forward, rewriter);
      },
      first);
  patterns.add(
      +[](nn::Conv2dDataGradientOp op, PatternRewriter &rewriter) {
        return convert(op, Role::DataGradient, rewriter);
      },
      first);
  patterns.add(
      +[](nn::Conv2dWeightGradientOp op, PatternRewriter &rewriter) {
        return convert(op, Role::WeightGradient, rewriter);
      },
      first);
}
