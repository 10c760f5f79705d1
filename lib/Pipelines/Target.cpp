//===- Target.cpp - The target phase: no nn left --------------------------===//
#include "aec/Conversion/Passes.h"
#include "aec/Pipelines/Pipelines.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aec::buildTargetPhase(OpPassManager &manager,
                           const TargetOptions &options) {
  // What the target does not take as a group is plain linalg.
  manager.addPass(createConvertNNToLinalgPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}
