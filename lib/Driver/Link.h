//===- Link.h - From an object to a program -------------------------------===//
#ifndef AEC_LIB_DRIVER_LINK_H
#define AEC_LIB_DRIVER_LINK_H

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace aec {

/// A static-pie program, a shared library, or one object with the runtime in it
/// for other linkers.
enum class Product { Program, Shared, Relocatable };

struct LinkOptions {
  std::string object, output;
  /// Name or path of the linker; empty: the first of ld.lld-22, ld.lld.
  std::string linker;
  /// The model calls the library.
  bool oneDnn = false;
  /// The program compresses pictures, and compares what it made with JPEG.
  bool jpeg = false;
  Product product = Product::Program;
  /// What a shared library shows, as a linker's script has it ("aec.*").
  std::vector<std::string> exports;
  bool keepSymbols = false;
  /// How programs that use a shared library name it; empty: by its path.
  std::string soname;
  /// A program loads libraries while it runs (a GPU's driver), which one
  /// without an interpreter cannot: linked with the C library of the machine it
  /// runs on.
  bool loadsLibraries = false;
};

/// Links the object with the runtime.
llvm::Error link(const LinkOptions &options);

/// A folder of this installation, such as "lib/aec", relative to the executable
/// that runs; empty where there is none.
std::string installedFolder(llvm::StringRef relative);

} // namespace aec

#endif // AEC_LIB_DRIVER_LINK_H
