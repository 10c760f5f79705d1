//===- Bufferization.h - How cpu ops become ops on memory -----------------===//
#ifndef AEC_TARGET_CPU_BUFFERIZATION_H
#define AEC_TARGET_CPU_BUFFERIZATION_H

#include "mlir/IR/DialectRegistry.h"

namespace aec::cpu {
/// Registers the models one-shot bufferization asks.
void registerBufferization(mlir::DialectRegistry &registry);
} // namespace aec::cpu

#endif // AEC_TARGET_CPU_BUFFERIZATION_H
