//===- Bufferize.cpp - One-shot bufferization around payloads -------------===//
//
// Upstream's pass filters by dialect only, and a kernel's payload is made of
// the same dialects as everything else.
//
//===----------------------------------------------------------------------===//
#include "aec/Buffers/Passes.h"
#include "dialects/CPU/CPU.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace aec {
#define GEN_PASS_DEF_BUFFERIZEPASS
#include "aec/Buffers/Passes.h.inc"
} // namespace aec

using namespace mlir;

/// What one-shot bufferization has nothing to do with: payloads, and kernels
/// that work on memory.
static bool isPayloadOrDone(Operation *op) {
  if (op->getParentOfType<aec::cpu::KernelOp>())
    return true;
  return isa<aec::cpu::KernelOp>(op) &&
         llvm::none_of(op->getOperandTypes(), llvm::IsaPred<TensorType>);
}

/// A copy between views becomes loops: as memref.copy it would be a call of
/// MLIR's own runtime, which programs do not have.
static LogicalResult copyMemory(OpBuilder &builder, Location loc, Value from,
                                Value to) {
  auto isDense = [](Value memory) {
    return cast<MemRefType>(memory.getType()).getLayout().isIdentity();
  };
  if (isDense(from) && isDense(to))
    memref::CopyOp::create(builder, loc, from, to);
  else
    linalg::makeMemRefCopyOp(builder, loc, from, to);
  return success();
}

namespace {
struct BufferizePass : aec::impl::BufferizePassBase<BufferizePass> {
  void runOnOperation() override {
    bufferization::OneShotBufferizationOptions options;
    options.opFilter.denyOperation(isPayloadOrDone);
    options.memCpyFn = copyMemory;
    bufferization::BufferizationState state;
    if (failed(
            bufferization::runOneShotBufferize(getOperation(), options, state)))
      signalPassFailure();
  }
};
} // namespace
