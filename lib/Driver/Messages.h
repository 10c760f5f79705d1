//===- Messages.h - Errors that have no place in a file -------------------===//
#ifndef AEC_LIB_DRIVER_MESSAGES_H
#define AEC_LIB_DRIVER_MESSAGES_H

namespace mlir {
class MLIRContext;
} // namespace mlir

namespace aec {

/// Prints errors without a location as `aec: error: ...`, as other messages of
/// the command line are, and not as at `<unknown>:0`. To be called behind the
/// making of the handler of all other diagnostics, which it precedes.
void printPlainErrors(mlir::MLIRContext &context);

} // namespace aec

#endif // AEC_LIB_DRIVER_MESSAGES_H
