//===- Explicit.cpp - The explicit phase: a model becomes functions -------===//
#include "aec/Pipelines/Pipelines.h"
#include "aec/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aec::buildExplicitPhase(OpPassManager &manager) {
  // On the definition, so that derived entries read like written ones.
  manager.addPass(createDeriveEntriesPass());
  manager.addPass(createMakeStateExplicitPass());
  // When networks are inlined: their ops say what an input may hold.
  manager.addPass(createDescribeInputsPass());
  manager.addPass(createDescribeLatentsPass());
  manager.addPass(createVerifyExplicitPass());
}
