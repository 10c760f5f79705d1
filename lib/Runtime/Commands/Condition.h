//===- Condition.h - One number for all samples ---------------------------===//
//
// `sample --condition 3`: a condition is data whose rows are all alike, so it is
// prepared and checked as a file would be.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_CONDITION_H
#define AEC_LIB_RUNTIME_COMMANDS_CONDITION_H

#include "Inputs.h"

namespace aec::runtime {

/// `rows` rows of "NUMBER" or "NAME=NUMBER" for every slot. Throws UsageError.
Samples conditionSamples(const std::vector<std::string> &conditions,
                         const std::vector<Slot> &slots, int64_t rows,
                         ThreadPool &pool);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_CONDITION_H
