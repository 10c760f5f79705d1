//===- Version.h - What --version prints ----------------------------------===//
#ifndef AEC_DRIVER_VERSION_H
#define AEC_DRIVER_VERSION_H

#include "llvm/ADT/StringRef.h"

namespace aec {

/// Makes --version of LLVM's command line answer "TOOL 0.1.0, LLVM 22.1.8"
/// instead of LLVM's version alone.
void setVersionOf(llvm::StringRef tool);

/// That text, with its line end.
std::string versionText(llvm::StringRef tool);

} // namespace aec

#endif // AEC_DRIVER_VERSION_H
