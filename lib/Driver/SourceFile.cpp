//===- SourceFile.cpp - A definition, opened for a command ----------------===//
#include "SourceFile.h"
#include "Hints.h"
#include "Messages.h"
#include "Sizes.h"
#include "aec/Driver/Compile.h"
#include "aec/Driver/Registration.h"
#include "mlir/Support/FileUtilities.h"

using namespace mlir;
using namespace aec;

// Two cores compile one model no faster with threads, and output stays in
// order.
SourceFile::SourceFile(std::unique_ptr<llvm::MemoryBuffer> file,
                       const DialectRegistry &registry)
    : context(registry, MLIRContext::Threading::DISABLED),
      handler(sources, &context) {
  sources.AddNewSourceBuffer(std::move(file), llvm::SMLoc());
  context.printOpOnDiagnostic(false);
  printPlainErrors(context);
}

std::unique_ptr<SourceFile> SourceFile::open(StringRef path,
                                             ArrayRef<std::string> sizes) {
  std::string message;
  std::unique_ptr<llvm::MemoryBuffer> file = openInputFile(path, &message);
  if (!file) {
    llvm::errs() << "aec: error: " << message << "\n";
    return nullptr;
  }
  if (!sizes.empty()) {
    llvm::Expected<std::string> text = setSizes(file->getBuffer(), sizes);
    if (!text) {
      llvm::errs() << "aec: error: " << llvm::toString(text.takeError())
                   << "\n";
      return nullptr;
    }
    file = llvm::MemoryBuffer::getMemBufferCopy(*text,
                                                file->getBufferIdentifier());
  }
  DialectRegistry registry;
  registerAllDialects(registry);
  return std::unique_ptr<SourceFile>(new SourceFile(std::move(file), registry));
}

OwningOpRef<ModuleOp> SourceFile::parse() {
  ScopedDiagnosticHandler hints(&context, [this](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() == DiagnosticSeverity::Error) {
      explainExponent(sources, diagnostic);
      suggestOp(context, diagnostic);
    }
    return failure(); // Others show it.
  });
  return parseModule(sources, &context);
}
