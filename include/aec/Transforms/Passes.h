//===- Passes.h - Passes on definitions and nn ----------------------------===//
#ifndef AEC_TRANSFORMS_PASSES_H
#define AEC_TRANSFORMS_PASSES_H

#include "mlir/Pass/Pass.h"

namespace aec {

#define GEN_PASS_DECL
#include "aec/Transforms/Passes.h.inc"

#define GEN_PASS_REGISTRATION
#include "aec/Transforms/Passes.h.inc"

} // namespace aec

#endif // AEC_TRANSFORMS_PASSES_H
