//===- Passes.h - Passes of the path to NVIDIA GPUs -----------------------===//
#ifndef AEC_TARGET_CUDA_PASSES_H
#define AEC_TARGET_CUDA_PASSES_H

#include "mlir/Pass/Pass.h"

namespace aec {

#define GEN_PASS_DECL
#include "aec/Target/CUDA/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "aec/Target/CUDA/Passes.h.inc"

} // namespace aec

#endif // AEC_TARGET_CUDA_PASSES_H
