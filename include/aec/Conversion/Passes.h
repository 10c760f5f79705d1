//===- Passes.h - Conversions between dialects ----------------------------===//
#ifndef AEC_CONVERSION_PASSES_H
#define AEC_CONVERSION_PASSES_H

#include "mlir/Pass/Pass.h"

namespace aec {
#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "aec/Conversion/Passes.h.inc"
} // namespace aec

#endif // AEC_CONVERSION_PASSES_H
