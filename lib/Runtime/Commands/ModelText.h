//===- ModelText.h - A model's parts in words -----------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_MODELTEXT_H
#define AEC_LIB_RUNTIME_COMMANDS_MODELTEXT_H

#include "aec/Runtime/Abi.h"

#include <string>

namespace aec::runtime {

/// "?x784 f32"
std::string tensorText(const aec_tensor &tensor);
/// "1 * reconstruction + 0.5 * kl"
std::string termsText(const aec_objective &objective);
/// Numbers that training moves.
int64_t parameterCount(const aec_model &model);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_MODELTEXT_H
