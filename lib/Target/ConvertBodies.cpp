//===- ConvertBodies.cpp - Functions' bodies become the LLVM dialect ------===//
//
// One conversion with upstream's patterns instead of its pass for each dialect:
// each of those walks every operation of a module again, which was a quarter of
// the compiler's time. Behind upstream's pass for vectors, which rewrites among
// vectors first; what libm's calls take apart here are vectors again.
// Signatures come later: outlining takes bodies apart in between.
//
//===----------------------------------------------------------------------===//
#include "aec/Target/Passes.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/IndexToLLVM/IndexToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MathToLibm/MathToLibm.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Index/IR/IndexDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/DialectConversion.h"

namespace aec {
#define GEN_PASS_DEF_CONVERTBODIESPASS
#include "aec/Target/Passes.h.inc"
} // namespace aec

using namespace mlir;

/// Functions that LLVM has as intrinsics, exact to libm, are those; the others
/// become libm's calls. log1p(x) as log(1 + x) would lose all bits of a small
/// x.
static void populateMath(const LLVMTypeConverter &types,
                         RewritePatternSet &patterns) {
  populateMathToLLVMConversionPatterns(types, patterns,
                                       /*approximateLog1p=*/false,
                                       /*benefit=*/2);
  populateMathToLibmConversionPatterns(patterns);
}

namespace {
struct ConvertBodiesPass : aec::impl::ConvertBodiesPassBase<ConvertBodiesPass> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    LLVMTypeConverter types(context);
    RewritePatternSet patterns(context);
    arith::populateCeilFloorDivExpandOpsPatterns(patterns);
    arith::populateArithToLLVMConversionPatterns(types, patterns);
    cf::populateControlFlowToLLVMConversionPatterns(types, patterns);
    cf::populateAssertToLLVMConversionPattern(types, patterns);
    index::populateIndexToLLVMConversionPatterns(types, patterns);
    populateFinalizeMemRefToLLVMConversionPatterns(types, patterns);
    ub::populateUBToLLVMConversionPatterns(types, patterns);
    populateMath(types, patterns);
    populateVectorToLLVMConversionPatterns(types, patterns);

    LLVMConversionTarget target(*context);
    // Calls of libm.
    target.addLegalDialect<func::FuncDialect>();
    target.addIllegalDialect<arith::ArithDialect, cf::ControlFlowDialect,
                             index::IndexDialect, math::MathDialect,
                             memref::MemRefDialect, ub::UBDialect,
                             vector::VectorDialect>();
    if (failed(applyPartialConversion(getOperation(), target,
                                      std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
