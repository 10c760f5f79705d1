//===- Link.h - From an object to a program -------------------------------===//
#ifndef AEC_LIB_DRIVER_LINK_H
#define AEC_LIB_DRIVER_LINK_H

#include "llvm/Support/Error.h"
#include <string>

namespace aec {

struct LinkOptions {
  std::string object, output;
  /// Name or path of the linker; empty: the first of ld.lld-22, ld.lld.
  std::string linker;
  /// The model calls the library.
  bool oneDnn = false;
  bool shared = false;
  bool keepSymbols = false;
};

/// Links the object with the runtime into a static-pie executable or a shared
/// library that exports the model's functions alone.
llvm::Error link(const LinkOptions &options);

/// A folder of this installation, such as "lib/aec", relative to the executable
/// that runs; empty where there is none.
std::string installedFolder(llvm::StringRef relative);

} // namespace aec

#endif // AEC_LIB_DRIVER_LINK_H
