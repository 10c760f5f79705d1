//===- Joint.cpp - The joint phase: forward, backward, update -------------===//
#include "aec/Pipelines/Pipelines.h"
#include "aec/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aec::buildJointPhase(OpPassManager &manager,
                          const TargetOptions &options) {
  // Before gradients: the stable form must be the one that is differentiated.
  manager.addNestedPass<func::FuncOp>(createFuseStableLossesPass());
  // Before gradients: those of steps are then summed in front of the products.
  manager.addNestedPass<func::FuncOp>(createSinkRepeatsPass());
  // Before gradients, which then are in the weights' order. The reference path,
  // the oracle, keeps the files'.
  if (options.target != Target::Reference)
    manager.addPass(createFlattenChannelsLastPass());
  // Of objectives, before steps are made of them.
  if (options.accumulation)
    manager.addPass(createBuildAccumulationPass());
  manager.addPass(createBuildTrainingStepPass());
  manager.addNestedPass<func::FuncOp>(createGenerateGradientsPass());
  // Adjoints repeat what the forward part computed, and build gradients that
  // nobody reads.
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  manager.addPass(createVerifyJointPass());
}
