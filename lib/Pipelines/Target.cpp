//===- Target.cpp - The target phase: no nn left --------------------------===//
#include "aec/Conversion/Passes.h"
#include "aec/Pipelines/Pipelines.h"
#include "aec/Target/CPU/Passes.h"
#include "aec/Target/CUDA/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace aec;

/// Where --products names this target's library, that gets what it can take;
/// it may name that of another one of the program's.
static void addLibraryCalls(OpPassManager &manager,
                            const TargetOptions &options, Products own,
                            StringRef library) {
  if (options.products != own)
    return;
  ConvertGroupsToBLASPassOptions calls;
  calls.library = library.str();
  manager.addNestedPass<func::FuncOp>(createConvertGroupsToBLASPass(calls));
}

void aec::buildTargetPhase(OpPassManager &manager,
                           const TargetOptions &options) {
  if (options.target == Target::CPU) {
    // Calls first: what the library leaves of a group is a kernel again.
    addLibraryCalls(manager, options, Products::OneDNN, "onednn");
    manager.addPass(createConvertGroupsToCPUPass());
  }
  if (options.target == Target::CUDA) {
    manager.addNestedPass<func::FuncOp>(createGroupRestPass());
    addLibraryCalls(manager, options, Products::CublasLt, "cublaslt");
    // Kernels' payloads say what is computed; walks over windows and steps are
    // made for a CPU's caches.
    ConvertGroupsToCPUPassOptions groups;
    groups.walks = false;
    manager.addPass(createConvertGroupsToCPUPass(groups));
  }
  // What the target does not take as a group is plain linalg.
  manager.addPass(createConvertNNToLinalgPass());
  manager.addPass(createCanonicalizerPass());
  manager.addPass(createCSEPass());
}
