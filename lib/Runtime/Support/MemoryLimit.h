//===- MemoryLimit.h - What data may take of the memory -------------------===//
#ifndef AEC_LIB_RUNTIME_MEMORYLIMIT_H
#define AEC_LIB_RUNTIME_MEMORYLIMIT_H

#include <cstdint>
#include <string>

namespace aec::runtime {

/// Bytes that can be taken without pushing other programs out: what the system
/// says is available, or what the container's limit leaves. INT64_MAX where
/// neither is known.
int64_t usableMemory();

/// "1000", "64K", "500M", "8G", "1T" (powers of 1024) as bytes; false for
/// anything else, and for 0.
bool parseBytes(const std::string &text, int64_t &bytes);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_MEMORYLIMIT_H
