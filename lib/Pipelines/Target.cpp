//===- Target.cpp - The target phase: no nn left --------------------------===//
#include "aec/Conversion/Passes.h"
#include "aec/Pipelines/Pipelines.h"
#include "aec/Target/CPU/Passes.h"
#include "aec/Target/CUDA/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aec::buildTargetPhase(OpPassManager &manager,
                           const TargetOptions &options) {
  if (options.target == Target::CPU) {
    // Calls first: what the library leaves of a group is a kernel again.
    if (options.products == Products::OneDNN)
      manager.addNestedPass<func::FuncOp>(createConvertGroupsToOneDNNPass());
    manager.addPass(createConvertGroupsToCPUPass());
  }
  if (options.target == Target::CUDA) {
    manager.addNestedPass<func::FuncOp>(createGroupRestPass());
    // Kernels' payloads say what is computed; their walks over images and
    // steps are made for a CPU's caches.
    ConvertGroupsToCPUPassOptions groups;
    groups.images = false;
    manager.addPass(createConvertGroupsToCPUPass(groups));
  }
  // What the target does not take as a group is plain linalg.
  manager.addPass(createConvertNNToLinalgPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}
