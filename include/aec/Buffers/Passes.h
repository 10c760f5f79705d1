//===- Passes.h - From pure functions to memory planned ahead -------------===//
#ifndef AEC_BUFFERS_PASSES_H
#define AEC_BUFFERS_PASSES_H

#include "mlir/Pass/Pass.h"

namespace aec {
#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "aec/Buffers/Passes.h.inc"
} // namespace aec

#endif // AEC_BUFFERS_PASSES_H
