//===- SourceFile.cpp - A definition, opened for a command ----------------===//
#include "SourceFile.h"
#include "Messages.h"
#include "aec/Driver/Compile.h"
#include "aec/Driver/Registration.h"
#include "mlir/Support/FileUtilities.h"

using namespace mlir;
using namespace aec;

// Two cores compile one model no faster with threads, and output stays in order.
SourceFile::SourceFile(std::unique_ptr<llvm::MemoryBuffer> file,
                       const DialectRegistry &registry)
    : context(registry, MLIRContext::Threading::DISABLED),
      handler(sources, &context) {
  sources.AddNewSourceBuffer(std::move(file), llvm::SMLoc());
  context.printOpOnDiagnostic(false);
  printPlainErrors(context);
}

std::unique_ptr<SourceFile> SourceFile::open(StringRef path) {
  std::string message;
  std::unique_ptr<llvm::MemoryBuffer> file = openInputFile(path, &message);
  if (!file) {
    llvm::errs() << "aec: error: " << message << "\n";
    return nullptr;
  }
  DialectRegistry registry;
  registerAllDialects(registry);
  return std::unique_ptr<SourceFile>(
      new SourceFile(std::move(file), registry));
}

OwningOpRef<ModuleOp> SourceFile::parse() {
  return parseModule(sources, &context);
}
