//===- Machine.cpp - The machine phase: memrefs become the LLVM dialect ---===//
#include "aec/Conversion/Passes.h"
#include "aec/Pipelines/Pipelines.h"
#include "aec/Target/CPU/Passes.h"
#include "aec/Target/CUDA/Passes.h"
#include "aec/Target/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace aec;

/// Folding alone: LLVM tidies control flow, faster.
static std::unique_ptr<Pass> createFolder() {
  GreedyRewriteConfig config;
  config.setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled);
  return createCanonicalizerPass(config);
}

/// Kernels go to a module of their own, which becomes the NVVM dialect.
static void buildDeviceCode(OpPassManager &manager,
                            const TargetOptions &options) {
  manager.addPass(createOutlineDeviceKernelsPass(
      OutlineDeviceKernelsPassOptions{options.precision}));
  // What kernels compute again is not needed on the host any more.
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  // Twins in a merged launch are one branch, and merged launches have twins.
  manager.addPass(createShareDeviceKernelsPass());
  manager.addPass(createMergeLaunchesPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createShareDeviceKernelsPass());
  manager.addPass(createSymbolDCEPass());
  manager.addPass(createLowerBLASToCublasLtPass());
  manager.addPass(createLowerLaunchesPass());
  OpPassManager &device = manager.nest<gpu::GPUModuleOp>();
  device.addPass(memref::createExpandStridedMetadataPass());
  device.addPass(createLowerAffinePass());
  device.addPass(createApproximateDeviceMathPass());
  device.addPass(createSCFToControlFlowPass());
  device.addPass(createFolder());
  device.addPass(createCSEPass());
  device.addPass(createConvertDeviceCodePass());
  device.addPass(createReconcileUnrealizedCastsPass());
  device.addPass(createFolder());
  device.addPass(createVerifyDeviceCodePass());
}

void aec::buildMachinePhase(OpPassManager &manager,
                            const TargetOptions &options, StringRef prefix) {
  if (options.target == Target::CUDA) {
    buildDeviceCode(manager, options);
  } else {
    // What a step, its evaluation and entries have in common is lowered once.
    manager.addPass(createShareKernelsPass());
    // Kernels, for the instruction set of this copy of the module; before the
    // ABI because parallel loops ask for the runtime's pointer.
    GenerateCPUKernelsPassOptions kernels;
    kernels.level = options.kernelLevel;
    manager.addPass(createGenerateCPUKernelsPass(kernels));
  }
  // The ABI next, while arguments still carry the attributes that place them.
  manager.addPass(createLowerFramesPass(LowerFramesPassOptions{prefix.str()}));
  // Vectors of rank 1 are what LLVM has; transfers become loops and masks.
  manager.addNestedPass<func::FuncOp>(createConvertVectorToSCFPass());
  // Views become arithmetic on their strides, which the affine lowering and
  // common-subexpression elimination then see.
  manager.addPass(memref::createExpandStridedMetadataPass());
  manager.addPass(createLowerAffinePass());
  // Polynomials replace functions before anything turns them into calls.
  if (options.target == Target::CPU)
    manager.addNestedPass<func::FuncOp>(createApproximateMathPass());
  manager.addPass(createSCFToControlFlowPass());
  manager.addPass(createFolder());
  manager.addPass(createCSEPass());
  manager.addPass(createConvertVectorToLLVMPass());
  manager.addPass(createConvertBodiesPass());
  // Captures are pointers and numbers by now, once descriptors have folded
  // away.
  manager.addPass(createFolder());
  manager.addPass(createCSEPass());
  manager.addPass(createOutlineParallelPass());
  // Last but one: signatures, when all bodies are converted.
  manager.addPass(createConvertFuncToLLVMPass());
  manager.addPass(createReconcileUnrealizedCastsPass());
  manager.addPass(createFolder());
  manager.addPass(createVerifyMachinePass());
}
