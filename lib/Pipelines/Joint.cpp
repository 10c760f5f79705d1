//===- Joint.cpp - The joint phase: forward, backward, update in one ------===//
#include "aec/Pipelines/Pipelines.h"
#include "aec/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aec::buildJointPhase(OpPassManager &manager) {
  // Before gradients, so that both directions take the stable form.
  manager.addNestedPass<func::FuncOp>(createFuseStableLossesPass());
  manager.addPass(createBuildTrainingStepPass());
  manager.addNestedPass<func::FuncOp>(createGenerateGradientsPass());
  // Adjoints recompute what forward has, and leave what nobody needs.
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  manager.addPass(createVerifyJointPass());
}
