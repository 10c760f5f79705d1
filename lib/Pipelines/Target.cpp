//===- Target.cpp - The target phase: nn becomes what a target has --------===//
#include "aec/Conversion/Passes.h"
#include "aec/Pipelines/Pipelines.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aec::buildFusedPhase(OpPassManager &manager, const TargetOptions &options) {
  // The reference computes op by op, as the definition of each op says.
}

void aec::buildTargetPhase(OpPassManager &manager, const TargetOptions &options) {
  manager.addPass(createConvertNNToLinalgPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}
