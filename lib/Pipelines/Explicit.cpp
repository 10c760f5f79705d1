//===- Explicit.cpp - The explicit phase: models become functions ---------===//
#include "aec/Pipelines/Pipelines.h"
#include "aec/Transforms/Passes.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aec::buildExplicitPhase(OpPassManager &manager) {
  // Entries first: they are derived from networks, which are inlined next.
  manager.addPass(createDeriveEntriesPass());
  manager.addPass(createMakeStateExplicitPass());
  manager.addPass(createVerifyExplicitPass());
}
