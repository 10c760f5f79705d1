//===- WordSyntax.cpp - Words that an op does not have --------------------===//
#include "dialects/NN/WordSyntax.h"

using namespace mlir;

/// The one of `known` that `word` may have been meant to be, or nothing.
static StringRef nearest(StringRef word, ArrayRef<StringRef> known) {
  StringRef result;
  unsigned most = std::max<unsigned>(1, word.size() / 3);
  for (StringRef candidate : known) {
    unsigned edits = word.edit_distance(candidate, /*AllowReplacements=*/true,
                                        /*MaxEditDistance=*/most);
    if (edits < most || (edits == most && result.empty()))
      result = candidate, most = edits;
  }
  return result;
}

ParseResult aec::nn::parseNoWord(OpAsmParser &parser, StringRef known) {
  StringRef word;
  SMLoc loc = parser.getCurrentLocation();
  if (failed(parser.parseOptionalKeyword(&word)))
    return success();
  SmallVector<StringRef> words;
  known.split(words, ", ");
  InFlightDiagnostic error = parser.emitError(loc)
                             << "unknown word '" << word
                             << "', expected one of " << known;
  if (StringRef near = nearest(word, words); !near.empty())
    error << "; did you mean " << near << "?";
  return error;
}
