//===- Pipelines.h - The ladder, phase by phase ---------------------------===//
//
// One function a phase; each ends with its verify pass and leaves the IR at the
// rung it is named after. The whole compiler is their sequence, a straight line
// without a branch on what kind of model it is.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_PIPELINES_PIPELINES_H
#define AEC_PIPELINES_PIPELINES_H

#include "mlir/Pass/PassManager.h"

namespace aec {

/// What the generated code runs on. Reference: nothing but LLVM and libm, f32 or
/// f64; the oracle of the other.
enum class Target { CPU, Reference };

/// What the phases below the joint rung depend on.
struct TargetOptions {
  Target target = Target::CPU;
};

/// A model -> pure functions of explicit states.
void buildExplicitPhase(mlir::OpPassManager &manager);

/// Objectives -> steps: losses, gradients, updates.
void buildJointPhase(mlir::OpPassManager &manager);

/// nn ops -> groups, each one loop nest or one library call.
void buildFusedPhase(mlir::OpPassManager &manager, const TargetOptions &options);

/// nn -> what the target computes with.
void buildTargetPhase(mlir::OpPassManager &manager, const TargetOptions &options);

/// tensors -> memrefs: state in place, one planned arena.
void buildBuffersPhase(mlir::OpPassManager &manager, const TargetOptions &options);

/// memrefs -> the LLVM dialect. `prefix` goes in front of every function's name,
/// so that one program holds the code of several CPU levels.
void buildMachinePhase(mlir::OpPassManager &manager, const TargetOptions &options,
                       llvm::StringRef prefix);

} // namespace aec

#endif // AEC_PIPELINES_PIPELINES_H
