//===- WordSyntax.h - Words behind an op's operands -----------------------===//
//
// Between an op's numbers and its types stand words, each at most once. What is
// none of them is named here, where MLIR's parser would ask for the colon
// alone.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_NN_WORDSYNTAX_H
#define AEC_DIALECTS_NN_WORDSYNTAX_H

#include "mlir/IR/OpImplementation.h"

namespace aec::nn {

/// Fails at a word; `known` lists those that the op has, "strides, padding".
mlir::ParseResult parseNoWord(mlir::OpAsmParser &parser, llvm::StringRef known);

inline void printNoWord(mlir::OpAsmPrinter &, mlir::Operation *,
                        llvm::StringRef) {}

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_WORDSYNTAX_H
