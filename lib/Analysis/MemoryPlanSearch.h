//===- MemoryPlanSearch.h - Finding a good memory plan ---------*- C++ -*-===//
//
// Private to lib/Analysis: the search behind planMemory.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_ANALYSIS_MEMORYPLANSEARCH_H
#define AEC_LIB_ANALYSIS_MEMORYPLANSEARCH_H

#include "aec/Analysis/MemoryPlan.h"

namespace aec {

/// Returns the best plan found for buffers that planMemory has checked.
MemoryPlan searchMemoryPlan(const std::vector<PlannedBuffer> &buffers,
                            const MemoryPlanOptions &options);

/// Whether buffer `heir` may start exactly where `dying` starts although both
/// are live at heir's first position.
bool mayCoincide(const std::vector<PlannedBuffer> &buffers, size_t heir,
                 size_t dying);

} // namespace aec

#endif // AEC_LIB_ANALYSIS_MEMORYPLANSEARCH_H
