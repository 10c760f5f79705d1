//===- SafetensorsHeader.h - The JSON in front of the weights -------------===//
//
// Apart from files, so that it can be tested and fuzzed alone.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_SAFETENSORSHEADER_H
#define AEC_LIB_RUNTIME_SAFETENSORSHEADER_H

#include "Safetensors.h"

namespace aec::runtime {

/// Fills `file.tensors` (without data) and `file.metadata` from the header's
/// text; the tensors must tile `dataBytes` bytes. Throws Error.
void parseSafetensorsHeader(SafetensorsFile &file, const std::string &text,
                            int64_t dataBytes);

/// "<path> is not a valid safetensors file: <parts>".
[[noreturn]] void failSafetensors(const std::string &path,
                                  const std::string &problem);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_SAFETENSORSHEADER_H
