//===- Hints.h - Notes on errors of MLIR's parser -------------------------===//
//
// MLIR's own messages are for its developers: these notes say what a user most
// likely meant.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_HINTS_H
#define AEC_LIB_DRIVER_HINTS_H

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/SourceMgr.h"

namespace aec {

/// MLIR reads `1e-3` as the number 1 and the word `e`, and says something about
/// the word.
void explainExponent(const llvm::SourceMgr &sources,
                     mlir::Diagnostic &diagnostic);

/// Names the op of the language that is spelled most like an unknown one.
void suggestOp(mlir::MLIRContext &context, mlir::Diagnostic &diagnostic);

} // namespace aec

#endif // AEC_LIB_DRIVER_HINTS_H
