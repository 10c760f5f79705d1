//===- Registration.h - What the tools know -------------------------------===//
//
// Dialects, passes and interface implementations the phases use, and no others:
// upstream's "register everything" costs every tool its start-up.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_PIPELINES_REGISTRATION_H
#define AEC_PIPELINES_REGISTRATION_H

namespace mlir {
class DialectRegistry;
}

namespace aec {

/// Adds every dialect a rung may contain, with the implementations of
/// interfaces that bufferization and the translation to LLVM IR look up.
void registerDialects(mlir::DialectRegistry &registry);

/// Makes our passes and the upstream passes of the pipelines known by name.
void registerPasses();

} // namespace aec

#endif // AEC_PIPELINES_REGISTRATION_H
