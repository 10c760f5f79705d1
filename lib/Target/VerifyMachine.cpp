//===- VerifyMachine.cpp - Closes the machine rung ------------------------===//
#include "aec/Target/Passes.h"
#include "dialects/AE/AE.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"

namespace aec {
#define GEN_PASS_DEF_VERIFYMACHINEPASS
#include "aec/Target/Passes.h.inc"
} // namespace aec

using namespace mlir;

namespace {
struct VerifyMachinePass : aec::impl::VerifyMachinePassBase<VerifyMachinePass> {
  // machine_m1
  void runOnOperation() override {
    getOperation().walk<WalkOrder::PreOrder>([&](Operation *op) {
      // A device's code has a verifier of its own.
      if (isa<gpu::GPUModuleOp>(op))
        return WalkResult::skip();
      if (isa<ModuleOp>(op) || isa<LLVM::LLVMDialect>(op->getDialect()) ||
          isa<aec::ae::AEDialect>(op->getDialect()))
        return WalkResult::advance();
      op->emitOpError(
          "is left behind the machine phase, expected the LLVM dialect alone");
      signalPassFailure();
      return WalkResult::advance();
    });
  }
};
} // namespace
