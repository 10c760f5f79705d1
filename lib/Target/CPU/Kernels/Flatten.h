//===- Flatten.h - Several dimensions walked as one ----------------------===//
#ifndef AEC_LIB_TARGET_CPU_FLATTEN_H
#define AEC_LIB_TARGET_CPU_FLATTEN_H

#include "Emitter.h"

namespace aec::cpu {

/// Makes one dimension of all of them, or of those of a row, where memory is
/// read and written as it lies; the others get length 1. Returns whether
/// elements of unknown number are known to fill whole vectors. `byElement`:
/// nobody walks by vectors, and any number will do.
bool flattenDomain(Emitter &emitter, bool byElement = false);

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_FLATTEN_H
