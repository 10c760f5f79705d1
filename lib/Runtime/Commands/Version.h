//===- Version.h - What a program is, in two lines ------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_VERSION_H
#define AEC_LIB_RUNTIME_COMMANDS_VERSION_H

#include "aec/Runtime/Abi.h"

#include <string>

namespace aec::runtime {

/// The model and its definition's hash, the version of aec that made the
/// program, the CPU levels and GPUs that it has code for. Needs none of them:
/// an old CPU can say what it lacks.
std::string versionText(const aec_model *const *models);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_VERSION_H
