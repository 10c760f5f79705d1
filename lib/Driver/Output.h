//===- Output.h - What `aec compile` writes -------------------------------===//
#ifndef AEC_LIB_DRIVER_OUTPUT_H
#define AEC_LIB_DRIVER_OUTPUT_H

#include "aec/Driver/Compile.h"
#include "aec/Target/Library.h"
#include "aec/Target/ModelDescription.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Target/TargetMachine.h"

namespace aec {

/// Writes text to `path`, or to standard output where it is empty.
llvm::Error writeText(llvm::StringRef path,
                      llvm::function_ref<void(llvm::raw_ostream &)> print);

/// The file a model called `name` goes to.
std::string outputPath(const CompileOptions &options, llvm::StringRef name);

/// Writes `linked`, the code of `models` (one a target), as `options` asks.
/// `library`: of --emit=lib, else null. Nothing is touched where it fails.
llvm::Error writeOutput(llvm::Module &linked, llvm::TargetMachine &machine,
                        const CompileOptions &options,
                        llvm::ArrayRef<ModelDescription> models,
                        const LibraryInterface *library);

} // namespace aec

#endif // AEC_LIB_DRIVER_OUTPUT_H
