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

/// What the generated code runs on. Reference: nothing but LLVM and libm, f32
/// or f64; the oracle of the others. CUDA: an NVIDIA GPU, driven from the host.
enum class Target { CPU, Reference, CUDA };

/// What computes matrix products: generated code with their epilogues, or a
/// library where it has a call, oneDNN on the CPU and cuBLASLt on a GPU.
enum class Products { Generated, OneDNN, CublasLt };

/// What the phases below the explicit rung depend on.
struct TargetOptions {
  Target target = Target::CPU;
  Products products = Products::Generated;
  /// Registers that generated kernels are tiled for: v4, v3 or generic.
  std::string kernelLevel = "v3";
  /// What a GPU computes products in, of cudaPrecisions().
  std::string precision = "fp32";
  /// Steps also in two halves, for gradients of several batches.
  bool accumulation = true;
};

/// definition -> explicit: pure functions, state as arguments and results.
void buildExplicitPhase(mlir::OpPassManager &manager);

/// explicit -> joint: a step function for each objective.
void buildJointPhase(mlir::OpPassManager &manager,
                     const TargetOptions &options);

/// joint -> fused: groups of operations that become one call or loop nest.
void buildFusedPhase(mlir::OpPassManager &manager,
                     const TargetOptions &options);

/// fused -> target: linalg, vectors and library calls; no nn left.
void buildTargetPhase(mlir::OpPassManager &manager,
                      const TargetOptions &options);

/// tensors -> memrefs: state in place, one planned arena.
void buildBuffersPhase(mlir::OpPassManager &manager,
                       const TargetOptions &options);

/// memrefs -> the LLVM dialect. `prefix` goes in front of every function's
/// name, so that one program holds the code of several CPU levels.
void buildMachinePhase(mlir::OpPassManager &manager,
                       const TargetOptions &options, llvm::StringRef prefix);

} // namespace aec

#endif // AEC_PIPELINES_PIPELINES_H
