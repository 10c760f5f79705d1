//===- Registration.h - Dialects and passes of the compiler ---------------===//
#ifndef AEC_DRIVER_REGISTRATION_H
#define AEC_DRIVER_REGISTRATION_H

namespace mlir {
class DialectRegistry;
} // namespace mlir

namespace aec {

/// Adds our dialects and those that pipelines lower through, with the external
/// models that bufferization needs. Narrow on purpose: registering everything
/// of MLIR's slows the start of every tool.
void registerAllDialects(mlir::DialectRegistry &registry);

/// Registers our passes and those of MLIR's that tests name.
void registerAllPasses();

} // namespace aec

#endif // AEC_DRIVER_REGISTRATION_H
