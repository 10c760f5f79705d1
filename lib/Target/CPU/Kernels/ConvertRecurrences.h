//===- ConvertRecurrences.h - Recurrences become cpu.scan -----------------===//
#ifndef AEC_LIB_TARGET_CPU_CONVERTRECURRENCES_H
#define AEC_LIB_TARGET_CPU_CONVERTRECURRENCES_H

#include "mlir/IR/Operation.h"

namespace aec::cpu {

/// Makes a cpu.scan of every recurrence in `root` that is such a loop, with a
/// remark either way.
void convertRecurrences(mlir::Operation *root);

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_CONVERTRECURRENCES_H
