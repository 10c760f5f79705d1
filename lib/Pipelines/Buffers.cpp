//===- Buffers.cpp - The buffers phase: tensors become planned memory -----===//
#include "aec/Buffers/Passes.h"
#include "aec/Conversion/Passes.h"
#include "aec/Pipelines/Pipelines.h"
#include "aec/Target/CUDA/Passes.h"
#include "mlir/Dialect/Bufferization/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aec::buildBuffersPhase(OpPassManager &manager,
                            const TargetOptions &options) {
  OpPassManager &functions = manager.nest<func::FuncOp>();
  // The boundary first: bufferization is told where results and state live.
  functions.addPass(createBufferizeStatePass());
  // Results are computed where they belong instead of being copied there.
  manager.addPass(bufferization::createEmptyTensorEliminationPass());
  manager.addPass(createBufferizePass());
  // Sizes of intermediate buffers become sizes of arguments, which the plan
  // recognises as the batch; then their duplicates and self-copies go.
  manager.addPass(memref::createResolveShapedTypeResultDimsPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
  // Planned before loops hide which operations work element by element, and
  // before the guard ends the straight line the plan measures lives along.
  OpPassManager &planned = manager.nest<func::FuncOp>();
  bool onDevice = options.target == Target::CUDA;
  // While buffers are values: what is staged gets a place in the plan.
  if (onDevice) {
    planned.addPass(createHoistNumbersPass());
    planned.addPass(createCSEPass());
    planned.addPass(createStageScalarsPass());
    // What will run at once has its own places.
    planned.addPass(createScheduleLaunchesPass());
    // Of what is not tiled by rows.
    planned.addPass(createSplitDepthPass());
  }
  planned.addPass(createPlanMemoryPass());
  planned.addPass(createGuardUpdatesPass());
  planned.addPass(createLowerStridedCopiesPass());
  // A device's threads are the loops.
  if (!onDevice)
    planned.addPass(createConvertLinalgToLoopsPass());
  planned.addPass(createCanonicalizerPass());
  planned.addPass(createCSEPass());
  planned.addPass(createVerifyBuffersPass());
  // Behind the plan, which reads operands; the descriptor needs what it lists.
  if (!onDevice)
    manager.addPass(createLowerBLASToOneDNNPass());
}
