//===- Hints.cpp - Notes on errors of MLIR's parser -----------------------===//
#include "Hints.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

/// The file's text in front of the error and behind it; empty where the error
/// has no place in the file.
static std::pair<StringRef, StringRef>
textAround(const llvm::SourceMgr &sources, Diagnostic &diagnostic) {
  auto loc = dyn_cast<FileLineColLoc>(Location(diagnostic.getLocation()));
  if (!loc)
    return {};
  unsigned file = sources.getMainFileID();
  StringRef text = sources.getMemoryBuffer(file)->getBuffer();
  llvm::SMLoc place =
      const_cast<llvm::SourceMgr &>(sources).FindLocForLineAndColumn(
          file, loc.getLine(), loc.getColumn());
  if (!place.isValid())
    return {};
  size_t at = place.getPointer() - text.begin();
  return {text.take_front(at), text.drop_front(at)};
}

void aec::explainExponent(const llvm::SourceMgr &sources,
                          Diagnostic &diagnostic) {
  auto [digits, exponent] = textAround(sources, diagnostic);
  digits = digits.take_back(digits.size() -
                            (digits.find_last_not_of("0123456789") + 1));
  if (digits.empty() ||
      !(exponent.consume_front("e") || exponent.consume_front("E")))
    return;
  exponent = exponent.take_while(
      [](char c) { return llvm::isDigit(c) || c == '-' || c == '+'; });
  if (!exponent.empty())
    diagnostic.attachNote() << "a number with an exponent needs a dot: write "
                            << digits << ".0e" << exponent;
}

void aec::suggestOp(MLIRContext &context, Diagnostic &diagnostic) {
  std::string text = diagnostic.str();
  StringRef name(text), nearest;
  if (!name.consume_front("custom op '") || !name.contains("' is unknown"))
    return;
  name = name.split('\'').first;
  unsigned most = name.size() / 3;
  for (RegisteredOperationName op : context.getRegisteredOperations()) {
    StringRef dialect = op.getDialectNamespace(), known = op.getStringRef();
    if (dialect != "ae" && dialect != "nn")
      continue;
    unsigned edits = name.edit_distance(known, /*AllowReplacements=*/true,
                                        /*MaxEditDistance=*/most);
    if (edits <= most && (nearest.empty() || edits < most))
      nearest = known, most = edits;
  }
  if (!nearest.empty())
    diagnostic.attachNote() << "did you mean " << nearest << "?";
}
