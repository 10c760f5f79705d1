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

namespace {
struct BufferizePass : aec::impl::BufferizePassBase<BufferizePass> {
  void runOnOperation() override {
    bufferization::OneShotBufferizationOptions options;
    options.opFilter.denyOperation(isPayloadOrDone);
    bufferization::BufferizationState state;
    if (failed(bufferization::runOneShotBufferize(getOperation(), options, state)))
      signalPassFailure();
  }
};
} // namespace
