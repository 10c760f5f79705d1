//===- ScanKernel.h - Loops of cpu.scan -----------------------------------===//
#ifndef AEC_LIB_TARGET_CPU_SCANKERNEL_H
#define AEC_LIB_TARGET_CPU_SCANKERNEL_H

#include "Emitter.h"

namespace aec::cpu {

/// Writes the loops of a cpu.scan on memrefs before it.
void emitScan(ScanOp scan, const Machine &machine);

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_SCANKERNEL_H
