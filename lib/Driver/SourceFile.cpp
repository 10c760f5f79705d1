//===- SourceFile.cpp - A definition, opened for a command ----------------===//
#include "SourceFile.h"
#include "Messages.h"
#include "Sizes.h"
#include "aec/Driver/Compile.h"
#include "aec/Driver/Registration.h"
#include "mlir/Support/FileUtilities.h"
#include "llvm/ADT/StringExtras.h"

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

/// MLIR reads `1e-3` as the number 1 and the word `e`, and says something about
/// the word.
void SourceFile::addHint(Diagnostic &diagnostic) {
  auto loc = dyn_cast<FileLineColLoc>(Location(diagnostic.getLocation()));
  if (!loc || diagnostic.getSeverity() != DiagnosticSeverity::Error)
    return;
  llvm::StringRef text =
      sources.getMemoryBuffer(sources.getMainFileID())->getBuffer();
  llvm::SMLoc place = sources.FindLocForLineAndColumn(
      sources.getMainFileID(), loc.getLine(), loc.getColumn());
  if (!place.isValid() || place.getPointer() == text.begin())
    return;
  size_t at = place.getPointer() - text.begin();
  llvm::StringRef digits = text.take_front(at), behind = text.drop_front(at);
  digits = digits.take_back(digits.size() -
                            digits.find_last_not_of("0123456789") - 1);
  llvm::StringRef exponent = behind;
  if (digits.empty() ||
      !(exponent.consume_front("e") || exponent.consume_front("E")))
    return;
  exponent = exponent.take_while(
      [](char c) { return llvm::isDigit(c) || c == '-' || c == '+'; });
  if (!exponent.empty())
    diagnostic.attachNote() << "a number with an exponent needs a dot: write "
                            << digits << ".0e" << exponent;
}

OwningOpRef<ModuleOp> SourceFile::parse() {
  ScopedDiagnosticHandler hints(&context, [this](Diagnostic &diagnostic) {
    addHint(diagnostic);
    return failure(); // Others show it.
  });
  return parseModule(sources, &context);
}
