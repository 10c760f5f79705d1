//===- Cpu.h - Which of a program's models this CPU can run ---------------===//
//
// A program holds one descriptor a CPU level. The check runs before any
// compiled code, which would die of an illegal instruction instead of saying
// what is missing.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CPU_H
#define AEC_LIB_RUNTIME_CPU_H

#include "aec/Runtime/Abi.h"

#include <string>

namespace aec::runtime {

/// The x86-64 psABI level of this CPU and system (1 to 4), 0 elsewhere. The
/// environment's AEC_CPU_LEVEL lowers it. Throws Error where that is no level
/// or one that the CPU does not have.
int64_t cpuLevel();

/// The first of the null-terminated `models` that runs at `level`; null, with a
/// message, where none does.
const aec_model *selectModel(const aec_model *const *models, int64_t level,
                             std::string &message);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CPU_H
