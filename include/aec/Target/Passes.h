//===- Passes.h - From planned memory to the LLVM dialect -----------------===//
#ifndef AEC_TARGET_PASSES_H
#define AEC_TARGET_PASSES_H

#include "mlir/Pass/Pass.h"

namespace aec {
#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "aec/Target/Passes.h.inc"
} // namespace aec

#endif // AEC_TARGET_PASSES_H
