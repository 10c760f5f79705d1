//===- SourceFile.h - A definition, opened for a command ------------------===//
#ifndef AEC_LIB_DRIVER_SOURCEFILE_H
#define AEC_LIB_DRIVER_SOURCEFILE_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/SourceMgr.h"

#include <memory>

namespace aec {

/// A file with the context it is parsed in. Diagnostics show its lines.
class SourceFile {
public:
  /// Opens the file at `path`, "-" for standard input, with the sizes that
  /// `sizes` give ("latent=16", see Sizes.h); prints why it cannot and returns
  /// null. Registers dialects as they are registered at this time.
  static std::unique_ptr<SourceFile> open(llvm::StringRef path,
                                          llvm::ArrayRef<std::string> sizes);

  /// Parses and verifies; null where an error was shown.
  mlir::OwningOpRef<mlir::ModuleOp> parse();

  mlir::MLIRContext &getContext() { return context; }

private:
  SourceFile(std::unique_ptr<llvm::MemoryBuffer> file,
             const mlir::DialectRegistry &registry);

  llvm::SourceMgr sources;
  mlir::MLIRContext context;
  mlir::SourceMgrDiagnosticHandler handler;
};

} // namespace aec

#endif // AEC_LIB_DRIVER_SOURCEFILE_H
