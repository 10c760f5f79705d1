//===- ConvertGroups.cpp - The pass aec-convert-groups-to-cpu -------------===//
//
// A group becomes a kernel with the group's own linalg lowering as payload. The
// analysis that the generator will use decides on the spot: a group it declines
// is inlined as plain linalg, which always has loops.
//
//===----------------------------------------------------------------------===//
#include "ConvertRecurrences.h"
#include "Payload.h"
#include "aec/Conversion/NNToCPU.h"
#include "aec/Target/CPU/Passes.h"
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aec {
#define GEN_PASS_DEF_CONVERTGROUPSTOCPUPASS
#include "aec/Target/CPU/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
class ConvertGroupsToCPU
    : public aec::impl::ConvertGroupsToCPUPassBase<ConvertGroupsToCPU> {
public:
  using Base::Base;

private:
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet plain(context), owned(context);
    populateLinalg(plain);
    populateLinalg(owned);
    // The analysis reads one op, whatever name a lowering gave it. Plain loops
    // keep names: as a generic op, the copy that hands a recurrence's state to
    // the next step would fold away.
    linalg::populateLinalgNamedOpsGeneralizationPatterns(owned);
    populateConvolutionsToCPU(owned);
    if (walks)
      populatePoolsToCPU(owned);
    patterns = std::move(owned);
    toLinalg = std::move(plain);
    return success();
  }

  static void populateLinalg(RewritePatternSet &patterns) {
    nn::populateLinalgLowerings(patterns);
    tensor::DimOp::getCanonicalizationPatterns(patterns, patterns.getContext());
    memref::populateResolveRankedShapedTypeResultDimsPatterns(patterns);
  }

  void runOnOperation() override {
    SmallVector<nn::GroupOp> groups;
    getOperation()->walk([&](nn::GroupOp op) { groups.push_back(op); });
    for (nn::GroupOp group : groups)
      convert(group);
    if (walks)
      cpu::convertRecurrences(getOperation());
  }

  void convert(nn::GroupOp group);
  cpu::KernelOp makeKernel(nn::GroupOp group);
  LogicalResult decide(cpu::KernelOp kernel);
  void inlinePayload(cpu::KernelOp kernel);

  FrozenRewritePatternSet patterns, toLinalg;
};
} // namespace

/// A tensor for a result; a dynamic dimension is the batch, which an operand
/// has at the same place.
static Value makeOutput(OpBuilder &builder, nn::GroupOp group, Type type) {
  auto tensor = cast<RankedTensorType>(type);
  SmallVector<OpFoldResult> sizes =
      getAsIndexOpFoldResult(builder.getContext(), tensor.getShape());
  for (int64_t dim = 0; dim < tensor.getRank(); ++dim) {
    if (!tensor.isDynamicDim(dim))
      continue;
    for (Value input : group.getInputs()) {
      auto from = dyn_cast<RankedTensorType>(input.getType());
      if (!from || dim >= from.getRank() || !from.isDynamicDim(dim))
        continue;
      sizes[dim] =
          builder.createOrFold<tensor::DimOp>(group.getLoc(), input, dim);
      break;
    }
  }
  return tensor::EmptyOp::create(builder, group.getLoc(), sizes,
                                 tensor.getElementType());
}

cpu::KernelOp ConvertGroupsToCPU::makeKernel(nn::GroupOp group) {
  OpBuilder builder(group);
  SmallVector<Value> outputs;
  for (Type type : group.getResultTypes())
    outputs.push_back(makeOutput(builder, group, type));
  auto kernel =
      cpu::KernelOp::create(builder, group.getLoc(), group.getResultTypes(),
                            group.getInputs(), outputs);
  kernel.getBody().takeBody(group.getBody());
  Block &body = kernel.getBody().front();
  for (Type type : group.getResultTypes())
    body.addArgument(type, group.getLoc());
  auto yield = cast<nn::YieldOp>(body.getTerminator());
  builder.setInsertionPoint(yield);
  cpu::YieldOp::create(builder, yield.getLoc(), yield.getValues());
  yield.erase();
  group.replaceAllUsesWith(kernel.getResults());
  group.erase();
  return kernel;
}

void ConvertGroupsToCPU::convert(nn::GroupOp group) {
  cpu::KernelOp kernel = makeKernel(group);
  Region original;
  IRMapping mapping;
  kernel.getBody().cloneInto(&original, mapping);
  GreedyRewriteConfig config;
  config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled);
  (void)applyPatternsGreedily(kernel.getBody(), patterns, config);
  if (succeeded(decide(kernel)))
    return;
  // Plain loops know linalg alone.
  kernel.getBody().takeBody(original);
  (void)applyPatternsGreedily(kernel.getBody(), toLinalg, config);
  inlinePayload(kernel);
}

static StringRef nameOf(cpu::KernelKind kind) {
  switch (kind) {
  case cpu::KernelKind::Map:
    return "a map over rows";
  case cpu::KernelKind::Columns:
    return "a reduction of columns";
  case cpu::KernelKind::Product:
    return "a product with its epilogue";
  case cpu::KernelKind::Convolution:
    return "a convolution with its epilogue";
  case cpu::KernelKind::WeightGradient:
    return "a weight gradient with its epilogue";
  case cpu::KernelKind::Pool:
    return "a pool";
  case cpu::KernelKind::Transpose:
    return "a transpose by blocks";
  }
  llvm_unreachable("a closed set");
}

LogicalResult ConvertGroupsToCPU::decide(cpu::KernelOp kernel) {
  std::string reason;
  FailureOr<cpu::Payload> payload = cpu::analyzePayload(kernel, reason);
  auto options = remark::RemarkOpts::name("kernel").category("cpu");
  if (succeeded(payload))
    remark::passed(kernel.getLoc(), options)
        << ("generated as " + nameOf(payload->kind)).str();
  else
    remark::missed(kernel.getLoc(), options)
        << "left to plain loops: " + reason;
  return payload;
}

void ConvertGroupsToCPU::inlinePayload(cpu::KernelOp kernel) {
  IRRewriter rewriter(kernel);
  SmallVector<Value> results(kernel.getYield().getValues());
  for (Value &result : results)
    if (auto argument = dyn_cast<BlockArgument>(result))
      result = kernel.getOperand(argument.getArgNumber());
  rewriter.eraseOp(kernel.getYield());
  rewriter.inlineBlockBefore(&kernel.getBody().front(), kernel,
                             kernel.getOperands());
  rewriter.replaceOp(kernel, results);
}
