//===- ConvertDeviceCode.cpp - Kernels become the LLVM and NVVM dialects --===//
#include "aec/Target/CUDA/Passes.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/GPUCommon/GPUCommonPass.h"
#include "mlir/Conversion/GPUToNVVM/GPUToNVVMPass.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Transforms/DialectConversion.h"

namespace aec {
#define GEN_PASS_DEF_CONVERTDEVICECODEPASS
#define GEN_PASS_DEF_VERIFYDEVICECODEPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;

namespace {
struct ConvertDeviceCode
    : aec::impl::ConvertDeviceCodePassBase<ConvertDeviceCode> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    LLVMTypeConverter types(context);
    configureGpuToNVVMTypeConverter(types);
    RewritePatternSet patterns(context);
    arith::populateCeilFloorDivExpandOpsPatterns(patterns);
    arith::populateArithToLLVMConversionPatterns(types, patterns);
    cf::populateControlFlowToLLVMConversionPatterns(types, patterns);
    populateFinalizeMemRefToLLVMConversionPatterns(types, patterns);
    populateMathToLLVMConversionPatterns(types, patterns,
                                         /*approximateLog1p=*/false,
                                         /*benefit=*/2);
    populateGpuToNVVMConversionPatterns(types, patterns);
    ub::populateUBToLLVMConversionPatterns(types, patterns);
    populateVectorToLLVMConversionPatterns(types, patterns);
    LLVMConversionTarget target(*context);
    configureGpuToNVVMConversionLegality(target);
    target.addIllegalDialect<arith::ArithDialect, cf::ControlFlowDialect,
                             math::MathDialect, memref::MemRefDialect,
                             ub::UBDialect, vector::VectorDialect>();
    // Intrinsics without an instruction are the verifier's to name.
    target.addLegalDialect<LLVM::LLVMDialect, NVVM::NVVMDialect>();
    target.addLegalOp<UnrealizedConversionCastOp>();
    target.addLegalOp<LLVM::ExpOp, LLVM::Exp2Op, LLVM::FAbsOp, LLVM::FCeilOp,
                      LLVM::FFloorOp, LLVM::FRemOp, LLVM::LogOp, LLVM::Log10Op,
                      LLVM::Log2Op, LLVM::PowOp, LLVM::RoundEvenOp,
                      LLVM::RoundOp, LLVM::SinOp, LLVM::CosOp, LLVM::SqrtOp>();
    if (failed(applyPartialConversion(getOperation(), target,
                                      std::move(patterns))))
      signalPassFailure();
  }
};

struct VerifyDeviceCode
    : aec::impl::VerifyDeviceCodePassBase<VerifyDeviceCode> {
  void runOnOperation() override {
    gpu::GPUModuleOp module = getOperation();
    module.walk([&](Operation *op) {
      if (op == module.getOperation())
        return;
      if (const char *why = fault(op, module)) {
        op->emitOpError(why);
        signalPassFailure();
      }
    });
  }

private:
  /// What is wrong with `op` as device code, or null.
  static const char *fault(Operation *op, gpu::GPUModuleOp module) {
    // device_d1
    if (!isa<LLVM::LLVMDialect, NVVM::NVVMDialect>(op->getDialect()))
      return "is left in the device's code, expected the LLVM and NVVM "
             "dialects alone";
    // device_d2
    if (auto call = dyn_cast<LLVM::CallOp>(op)) {
      auto callee = call.getCallee();
      auto function =
          callee ? module.lookupSymbol<LLVM::LLVMFuncOp>(*callee) : nullptr;
      if (!function || function.isExternal())
        return "calls a function that is not in the device's code";
    }
    // device_d3
    if (isa<LLVM::ExpOp, LLVM::Exp2Op, LLVM::LogOp, LLVM::Log10Op, LLVM::Log2Op,
            LLVM::PowOp, LLVM::SinOp, LLVM::CosOp, LLVM::FRemOp>(op))
      return "has no instruction on a GPU and no polynomial for its type";
    return nullptr;
  }
};
} // namespace
