//===- Passes.h - Passes of the generated CPU path ------------------------===//
#ifndef AEC_TARGET_CPU_PASSES_H
#define AEC_TARGET_CPU_PASSES_H

#include "mlir/Pass/Pass.h"

namespace aec {

#define GEN_PASS_DECL
#include "aec/Target/CPU/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "aec/Target/CPU/Passes.h.inc"

} // namespace aec

#endif // AEC_TARGET_CPU_PASSES_H
